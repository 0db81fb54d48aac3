import { ts } from 'ts-morph';

export const { SyntaxKind } = ts;
