import type { Narrator } from './story.ts';

/** Tells the story on a terminal; progress lines are written over each other there, and left out elsewhere. */
export function createNarrator(output: NodeJS.WriteStream): Narrator {
  let chapters = 0;
  const clear = () => output.isTTY && output.write('\r\u001b[K');
  return {
    chapter: (title) => {
      clear();
      output.write(`\n${++chapters}. ${title}\n`);
    },
    line: (text) => {
      clear();
      output.write(`   ${text}\n`);
    },
    progress: (text) => {
      clear();
      if (output.isTTY) output.write(`   ${text} …`);
    },
    piece: (text) => output.write(text),
  };
}
