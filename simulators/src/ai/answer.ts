import { createHash } from 'node:crypto';

const label = '[simulated model]';
const japanese = /[\u3040-\u30ff\u4e00-\u9faf]/;

/** What the simulated model says: a summary made of the numbers in the prompt, in the language of the prompt; the same for the same prompt. */
export function answerTo(prompt: string): string {
  const amounts = [...prompt.matchAll(/(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w.])/g)].map(([text]) =>
    Number(text.replaceAll(',', '')),
  );
  const numbers = amounts.filter((value) => Number.isFinite(value)).slice(0, 2_000);
  const sum = numbers.reduce((total, value) => total + value, 0);
  const largest = Math.max(0, ...numbers);
  const average = numbers.length === 0 ? 0 : sum / numbers.length;
  const round = (value: number) => (Math.round(value * 100) / 100).toLocaleString('en-US');
  if (japanese.test(prompt)) {
    return numbers.length === 0
      ? `${label} ご質問を受け取りました。数値は含まれていませんでした。`
      : `${label} 要約です。${numbers.length} 個の数値があり、合計は ${round(sum)}、平均は ${round(average)}、最大は ${round(largest)} です。最大の値は平均の ${round(largest / (average || 1))} 倍でした。`;
  }
  return numbers.length === 0
    ? `${label} I read your question; it has no numbers in it.`
    : `${label} Here is a summary. There are ${numbers.length} figures: they add up to ${round(sum)}, the average is ${round(average)} and the largest is ${round(largest)}, which is ${round(largest / (average || 1))} times the average.`;
}

/** The pieces in which an answer is streamed. */
export function piecesOf(answer: string): string[] {
  return answer.match(/[\u3040-\u9faf]{1,4}|\S+\s*|\s+/g) ?? [answer];
}

/** About as many tokens as a real tokenizer makes: four Latin characters, or one Japanese one. */
export function countTokens(text: string): number {
  const wide = [...text].filter((character) => japanese.test(character)).length;
  return Math.max(1, wide + Math.ceil((text.length - wide) / 4));
}

/** A unit vector in which texts that share words and pairs of letters are near each other. */
export function embed(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  const normal = text.normalize('NFKC').toLowerCase();
  const grams = [...normal].map((character, index) => character + (normal[index + 1] ?? ' '));
  for (const feature of [...normal.split(/\s+/), ...grams]) {
    const hash = createHash('sha256').update(feature).digest();
    const place = hash.readUInt32LE(0) % dimensions;
    vector[place] = (vector[place] ?? 0) + ((hash[4] ?? 0) % 2 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
