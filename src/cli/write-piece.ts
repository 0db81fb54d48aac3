import { Writable } from 'node:stream';
import type { Writer } from './io.ts';

/** Writes a piece of a text that is too long to be held, and waits while whoever reads it is slower; one that has gone is not waited for. */
export async function writePiece(writer: Writer, text: string): Promise<void> {
  writer.write(text);
  if (!(writer instanceof Writable) || !writer.writableNeedDrain) return;
  await new Promise<void>((resolve) => {
    const goOn = () => {
      writer.off('drain', goOn).off('close', goOn);
      resolve();
    };
    writer.once('drain', goOn).once('close', goOn);
  });
}
