import type { FastifyReply } from 'fastify';
import type { Fault } from './faults.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export type StreamOptions = {
  frames: readonly string[];
  /** Where the answer's text begins and ends among the frames: faults happen in between. */
  text: { from: number; to: number };
  errorFrame: string;
  fault: Fault | null;
  gap: number;
  headers: Record<string, string>;
};

/** Sends server-sent events one by one, and misbehaves as told: cut (clean end), reset (broken connection), an error frame, broken JSON. */
export async function sendStream(
  reply: FastifyReply,
  { frames, text, errorFrame, fault, gap, headers }: StreamOptions,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...headers });
  for (const [index, frame] of frames.entries()) {
    if (raw.destroyed) return;
    const isDue = fault !== null && index === Math.min(text.from + fault.after, text.to);
    if (isDue && fault.kind === 'reset') return void raw.destroy();
    if (isDue && fault.kind === 'cut') return void raw.end();
    if (isDue && fault.kind === 'hang') return;
    if (isDue && fault.kind === 'bad_json') raw.write('data: {"choices": [\n\n');
    if (isDue && fault.kind === 'stream_error') {
      raw.write(errorFrame);
      return void raw.end();
    }
    raw.write(frame);
    if (index >= text.from) await pause(gap);
  }
  raw.end();
}
