import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { answerTo, countTokens, embed, piecesOf } from './answer.ts';
import type { Fault, Faults } from './faults.ts';
import { sendStream } from './stream.ts';

const content = z.union([z.string(), z.array(z.object({ type: z.string(), text: z.string().optional() }))]);
const chatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content })).min(1),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).optional(),
  max_tokens: z.number().int().min(1).optional(),
});
const embeddingRequest = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string()).min(1).max(2_048)]),
  encoding_format: z.enum(['float', 'base64']).default('float'),
  dimensions: z.number().int().min(1).max(3_072).default(256),
});

export type SimulatorOptions = { faults: Faults; gap: number };

/** The OpenAI wire format: chat completions (JSON and server-sent events), embeddings, models. */
export function serveOpenAi(app: FastifyInstance, { faults, gap }: SimulatorOptions): void {
  app.post('/v1/chat/completions', async (request, reply) => {
    const parsed = chatRequest.safeParse(request.body);
    if (!request.headers.authorization?.startsWith('Bearer '))
      return sendError(reply, 401, 'invalid_request_error', 'invalid_api_key');
    if (!parsed.success) return sendError(reply, 400, 'invalid_request_error', null, z.prettifyError(parsed.error));
    const { model, messages, stream, stream_options: options, max_tokens: limit } = parsed.data;
    const fault = faults.take(model);
    if (fault && sendFault(reply, fault)) return reply;
    const prompt = messages.map((message) => textOf(message.content)).join('\n');
    const answer = answerTo(prompt);
    const pieces = piecesOf(answer).slice(0, limit);
    const usage = usageOf(countTokens(prompt), countTokens(pieces.join('')), fault);
    const finish = pieces.length < piecesOf(answer).length ? 'length' : 'stop';
    const id = `chatcmpl-${randomBytes(12).toString('hex')}`;
    const created = Math.floor(Date.now() / 1000);
    if (!stream) {
      const message = { role: 'assistant', content: pieces.join(''), refusal: null };
      const choices = [{ index: 0, message, logprobs: null, finish_reason: finish }];
      return {
        id,
        object: 'chat.completion',
        created,
        model,
        choices,
        ...(usage && { usage }),
        system_fingerprint: 'fp_simulator',
      };
    }
    const withUsage = options?.include_usage === true;
    const frame = (rest: object) =>
      `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created, model, ...rest, ...(withUsage && !('usage' in rest) && { usage: null }) })}\n\n`;
    const choice = (delta: object, reason: string | null = null) =>
      frame({ choices: [{ index: 0, delta, finish_reason: reason }] });
    const frames = [
      choice({ role: 'assistant', content: '' }),
      ...pieces.map((piece) => choice({ content: piece })),
      choice({}, finish),
    ];
    if (withUsage && usage) frames.push(frame({ choices: [], usage }));
    frames.push('data: [DONE]\n\n');
    const errorFrame = `data: ${JSON.stringify({ error: { message: 'The server had an error.', type: 'server_error', param: null, code: null } })}\n\n`;
    await sendStream(reply, {
      frames,
      text: { from: 1, to: pieces.length },
      errorFrame,
      fault,
      gap,
      headers: standardHeaders(),
    });
    return reply;
  });

  app.post('/v1/embeddings', async (request, reply) => {
    const parsed = embeddingRequest.safeParse(request.body);
    if (!parsed.success) return sendError(reply, 400, 'invalid_request_error', null, z.prettifyError(parsed.error));
    const { model, input, encoding_format: format, dimensions } = parsed.data;
    const fault = faults.take(model);
    if (fault && sendFault(reply, fault)) return reply;
    const texts = typeof input === 'string' ? [input] : input;
    const data = texts.map((text, index) => {
      const vector = embed(text, dimensions);
      const embedding = format === 'float' ? vector : Buffer.from(Float32Array.from(vector).buffer).toString('base64');
      return { object: 'embedding', index, embedding };
    });
    const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
    return reply
      .headers(standardHeaders())
      .send({ object: 'list', data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } });
  });

  app.get('/v1/models', () => ({
    object: 'list',
    data: ['gpt-5.2', 'gpt-5.2-mini', 'text-embedding-3-small'].map((id) => ({
      id,
      object: 'model',
      created: 0,
      owned_by: 'simulator',
    })),
  }));
}

export const textOf = (value: z.infer<typeof content>) =>
  typeof value === 'string' ? value : value.map(({ text }) => text ?? '').join('');

function usageOf(input: number, output: number, fault: Fault | null) {
  if (fault?.kind === 'no_usage') return null;
  const [prompt, completion] = fault?.kind === 'zero_usage' ? [0, 0] : [input, output];
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function standardHeaders(): Record<string, string> {
  return {
    'x-request-id': `req_${randomBytes(8).toString('hex')}`,
    'openai-processing-ms': '12',
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-remaining-requests': '499',
    'x-ratelimit-reset-requests': '120ms',
  };
}

/** Sends the answer of a fault that shows before the first byte; false for one of the stream or of the usage. */
function sendFault(reply: FastifyReply, fault: Fault): boolean {
  const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  switch (fault.kind) {
    case 'rate_limit':
      void sendError(reply.headers(retry), 429, 'requests', 'rate_limit_exceeded', 'Rate limit reached.');
      return true;
    case 'quota':
      void sendError(reply, 429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.');
      return true;
    case 'server_error':
      void sendError(reply, 500, 'server_error', null, 'The server had an error.');
      return true;
    case 'overloaded':
      void sendError(reply.headers(retry), 503, 'server_error', 'server_is_overloaded', 'The engine is overloaded.');
      return true;
    case 'unauthorized':
      void sendError(reply, 401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.');
      return true;
    case 'bad_gateway_html':
      void reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
      return true;
    default:
      return false;
  }
}

function sendError(
  reply: FastifyReply,
  status: number,
  type: string,
  code: string | null,
  message = 'The request is not valid.',
) {
  return reply
    .code(status)
    .headers(standardHeaders())
    .send({ error: { message, type, param: null, code } });
}
