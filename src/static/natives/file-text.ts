import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { anyOf, mapValue } from '../value/choice.ts';
import { isGap, literal, type Single, type Text, unknown, type Value } from '../value/value.ts';
import { jsonValue } from './json-value.ts';
import { filesAt, programPath } from './program-path.ts';
import { textOf } from './text-of.ts';

const maxFiles = 50;

/** What reading a file gives: its text where it is one of the program's, else a hole that names the file. */
export function fileText(m: Machine, path: Value, node: ts.Node, reader: string): Value {
  return mapValue(textOf(m, path), (single) => {
    const files = filesNamed(m, single);
    if (files.length === 0) return unknown('input', node, `${reader}(${shownName(single)})`);
    return anyOf(files.map((file) => literal(file.text, file)));
  });
}

/** What reading a file of data gives: the value that its JSON stands for. */
export function fileData(m: Machine, path: Value, node: ts.Node, reader: string): Value {
  return mapValue(textOf(m, path), (single) => {
    const files = filesNamed(m, single).filter(isData);
    if (files.length === 0) return unknown('input', node, `${reader}(${shownName(single)})`);
    return anyOf(files.map((file) => jsonValue(m, file)));
  });
}

/** The file whose whole text this is, if it is one of data. */
export function dataFileOf(text: Text): ts.SourceFile | undefined {
  const [piece, ...others] = text.pieces;
  if (piece === undefined || others.length > 0 || isGap(piece) || piece.at === undefined) return undefined;
  const { at } = piece;
  return ts.isSourceFile(at) && isData(at) && at.text.trim() === piece.text.trim() ? at : undefined;
}

function isData(file: ts.SourceFile): boolean {
  return (file.flags & ts.NodeFlags.JsonFile) !== 0;
}

function filesNamed(m: Machine, path: Single): ts.SourceFile[] {
  const place = path.kind === 'text' ? programPath(path, undefined) : undefined;
  const found = place === undefined ? [] : filesAt(m, place);
  if (place !== undefined && place.plain === undefined) m.unread?.need(undefined);
  return found.slice(0, maxFiles).flatMap((file) => m.modules.files.get(file) ?? []);
}

/** The name of a file as a reader knows it, without the folders above it. */
function shownName(path: Single): string {
  if (path.kind !== 'text') return '';
  const shown = path.pieces.map((piece) => (isGap(piece) ? '*' : piece.text)).join('');
  return (shown.split('/').at(-1) ?? '').slice(0, 60);
}
