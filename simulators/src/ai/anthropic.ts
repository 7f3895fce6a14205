import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { answerTo, countTokens, piecesOf } from './answer.ts';
import type { Fault } from './faults.ts';
import { textOf, type SimulatorOptions } from './openai.ts';
import { sendStream } from './stream.ts';

const content = z.union([z.string(), z.array(z.object({ type: z.string(), text: z.string().optional() }))]);
const messagesRequest = z.looseObject({
  model: z.string(),
  max_tokens: z.number().int().min(1),
  system: content.optional(),
  messages: z.array(z.looseObject({ role: z.enum(['user', 'assistant']), content })).min(1),
  stream: z.boolean().optional(),
});

/** The Anthropic wire format: messages, as JSON and as named server-sent events. */
export function serveAnthropic(app: FastifyInstance, { faults, gap }: SimulatorOptions): void {
  app.post('/v1/messages', async (request, reply) => {
    const { 'x-api-key': key, 'anthropic-version': version } = request.headers;
    if (key === undefined) return sendError(reply, 401, 'authentication_error', 'x-api-key header is required');
    if (version === undefined)
      return sendError(reply, 400, 'invalid_request_error', 'anthropic-version: header is required');
    const parsed = messagesRequest.safeParse(request.body);
    if (!parsed.success) return sendError(reply, 400, 'invalid_request_error', z.prettifyError(parsed.error));
    const { model, max_tokens: limit, system = '', messages, stream } = parsed.data;
    const fault = faults.take(model);
    if (fault && sendFault(reply, fault)) return reply;

    const prompt = [textOf(system), ...messages.map((message) => textOf(message.content))].join('\n');
    const all = piecesOf(answerTo(prompt));
    const pieces = all.slice(0, limit);
    const stopReason = pieces.length < all.length ? 'max_tokens' : 'end_turn';
    const isFree = fault?.kind === 'zero_usage';
    const usage = {
      input_tokens: isFree ? 0 : countTokens(prompt),
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
    };
    const outputTokens = isFree ? 0 : countTokens(pieces.join(''));
    const message = { id: `msg_${randomBytes(12).toString('hex')}`, type: 'message', role: 'assistant', model };
    if (!stream) {
      const block = { type: 'text', text: pieces.join('') };
      return reply.headers(standardHeaders()).send({
        ...{ ...message, content: [block], stop_reason: stopReason, stop_sequence: null },
        usage: { ...usage, output_tokens: outputTokens },
      });
    }
    const event = (type: string, rest: object = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
    const started = {
      ...message,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...usage, output_tokens: 1 },
    };
    const frames = [
      event('message_start', { message: started }),
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
      event('ping'),
      ...pieces.map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
      event('content_block_stop', { index: 0 }),
      event('message_delta', {
        delta: { stop_reason: stopReason, stop_sequence: null },
        usage: { output_tokens: outputTokens },
      }),
      event('message_stop'),
    ];
    const errorFrame = event('error', { error: { type: 'overloaded_error', message: 'Overloaded' } });
    await sendStream(reply, {
      frames,
      text: { from: 3, to: 2 + pieces.length },
      errorFrame,
      fault,
      gap,
      headers: standardHeaders(),
    });
    return reply;
  });
}

function standardHeaders(): Record<string, string> {
  return {
    'request-id': `req_${randomBytes(8).toString('hex')}`,
    'anthropic-ratelimit-requests-limit': '1000',
    'anthropic-ratelimit-requests-remaining': '999',
    'anthropic-ratelimit-requests-reset': new Date(Date.now() + 60_000).toISOString(),
  };
}

function sendFault(reply: FastifyReply, fault: Fault): boolean {
  const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  switch (fault.kind) {
    case 'rate_limit':
      void sendError(reply.headers(retry), 429, 'rate_limit_error', 'Number of requests has exceeded your rate limit.');
      return true;
    case 'quota':
      void sendError(reply, 402, 'billing_error', 'Your credit balance is too low.');
      return true;
    case 'server_error':
      void sendError(reply, 500, 'api_error', 'Internal server error');
      return true;
    case 'overloaded':
      void sendError(reply, 529, 'overloaded_error', 'Overloaded');
      return true;
    case 'unauthorized':
      void sendError(reply, 401, 'authentication_error', 'invalid x-api-key');
      return true;
    case 'bad_gateway_html':
      void reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
      return true;
    default:
      return false;
  }
}

function sendError(reply: FastifyReply, status: number, type: string, message: string) {
  const headers = standardHeaders();
  return reply
    .code(status)
    .headers(headers)
    .send({ type: 'error', error: { type, message }, request_id: headers['request-id'] });
}
