import type { Inputs } from './inputs.ts';

/** A way to write an expression whose value is a text, made of smaller ones. */
export interface Fragment {
  readonly name: string;
  readonly print: (a: string, b: string, inputs: Inputs) => string;
}

const block = (body: string) => `(() => { ${body} })()`;

/** How values are named, passed on and put together. */
const passing: Record<string, Fragment['print']> = {
  sum: (a, b) => `(${a} + ${b})`,
  template: (a, b) => `\`/\${${a}}/\${${b}}\``,
  join: (a, b) => `[${a}, ${b}].join('/')`,
  'concat of texts': (a, b) => `${a}.concat('/', ${b})`,
  'compound assignment': (a, b) => block(`let x = ${a}; x += ${b}; return x;`),
  'logical assignment': (a, b) => block(`let x; x ??= ${a}; x &&= x + ${b}; x ||= 'never'; return x;`),
  swap: (a, b) => block(`let [x, y] = [${a}, ${b}]; [x, y] = [y, x]; return x + y;`),
  'nested pattern': (a, b) =>
    block(`const { p: { q = 'no', r: [, s] } } = { p: { q: ${a}, r: ['no', ${b}] } }; return q + s;`),
  'rest of an object': (a, b) =>
    block(`const { x, ...rest } = { x: ${a}, y: ${b} }; return rest.y + Object.keys(rest).length + x;`),
  'defaulted parameter': (a, b) => `((p, q = ${b} + p) => p + q)(${a})`,
  options: (a, b) => `(({ x, y = ${b} } = {}) => x + y)({ x: ${a} })`,
  'rest parameter': (a, b) => `((...all) => all.join('-') + all.length)(${a}, ${b})`,
  'spread argument': (a, b) => `((p, q) => q + p)(...[${a}, ${b}])`,
  'spread object': (a, b) => `({ ...{ x: ${a}, y: 'no' }, y: ${b}, ...null }).y`,
  assign: (a, b) => `Object.assign({ x: 'no' }, { x: ${a} }, { y: ${b} }).x`,
  closure: (a, b) => block(`const make = (p) => (q) => p + q; const f = make(${a}); return f(${b}) + make('x')('y');`),
  'closure that remembers': (a, b) =>
    block(`let seen = ${a}; const add = (x) => { seen += x; }; add(${b}); add('!'); return seen;`),
  bind: (a, b) =>
    block(`function f(p) { return this.x + p; } return f.bind({ x: ${a} }, ${b})() + f.call({ x: 1 }, 2);`),
  arguments: (a, b) => block(`function f() { return arguments[1] + arguments[0]; } return f(${a}, ${b});`),
  'immediate class': (a, b) =>
    `new (class { #p = ${a}; constructor(q) { this.q = q; } get both() { return this.#p + this.q; } })(${b}).both`,
  inheritance: (a, b) =>
    block(`class A { x = ${a}; path() { return this.x + this.tail(); } tail() { return 'no'; } }
      class B extends A { tail() { return ${b} + super.tail(); } } return new B().path();`),
  'constructor chain': (a, b) =>
    block(`class A { constructor(x) { this.x = x; } } class B extends A { y = this.x + 1; constructor(x) { super(x + ${b}); } }
      return new B(${a}).y;`),
  mixin: (a, b) =>
    block(`const mix = (Base) => class extends Base { m() { return super.m() + ${b}; } };
      class A { m() { return ${a}; } } return new (mix(A))().m();`),
  statics: (a, b) =>
    block(
      `class A { static x = ${a}; static f() { return this.x; } static { this.y = ${b}; } } class B extends A {} return B.f() + A.y;`,
    ),
  prototype: (a, b) =>
    block(
      `function F(x) { this.x = x; } F.prototype.m = function () { return this.x + ${b}; }; return new F(${a}).m();`,
    ),
  getter: (a, b) => `({ x: ${a}, get both() { return this.x + ${b}; } }).both`,
  setter: (a, b) => block(`const o = { set x(v) { this.y = v + ${b}; } }; o.x = ${a}; return o.y;`),
};

/** What is done with lists, tables and texts of which everything is known. */
const data: Record<string, Fragment['print']> = {
  'map and join': (a, b) => `[${a}, ${b}].map((x, i) => x + i).join('/')`,
  filter: (a, b) => `['drop', ${a}, 'drop', ${b}].filter((x) => x !== 'drop').join('+')`,
  find: (a, b) => `[{ k: 1, v: ${a} }, { k: 2, v: ${b} }].find(({ k }) => k > 1).v`,
  reduce: (a, b) => `[${a}, ${b}].reduce((all, x) => all + '/' + x, 'r')`,
  'reduce from the right': (a, b) => `[${a}, ${b}].reduceRight((all, x) => all + x)`,
  reverse: (a, b) => `[${a}, ${b}, 'z'].reverse().join('')`,
  'sort copy': (a, b) => `[${b}, 'm', ${a}].toSorted().at(-1)`,
  slice: (a, b) => `['no', ${a}, ${b}].slice(1, -1).concat(${b}).join('.')`,
  splice: (a, b) =>
    block(`const x = ['a', 'b', 'c']; const out = x.splice(1, 1, ${a}, ${b}); return x.join('') + out[0];`),
  queue: (a, b) =>
    block(`const x = [${a}]; x.push(${b}); x.unshift('u'); return x.pop() + x.shift() + x.length + x[0];`),
  'index assignment': (a, b) => block(`const x = ['no']; x[0] = ${a}; x[1] = ${b}; x.length = 2; return x.join('');`),
  flat: (a, b) => `[[${a}], ['x', [${b}]]].flat(2).join('')`,
  fill: (a, b) => `new Array(2).fill(${a}).concat(Array.from({ length: 1 }, () => ${b})).join('')`,
  search: (a, b) =>
    `([${a}, 'y'].includes('y') && ['n', ${b}].indexOf('n') === 0 && [${a}].some(Boolean) ? ${b} : 'never')`,
  entries: (a, b) => `Object.entries({ x: ${a}, y: ${b} }).map(([k, v]) => k + v).join('&')`,
  'from entries': (a, b) => `Object.fromEntries([['x', ${a}], ['__proto__', 'no'], ['x', ${b}]]).x`,
  'computed keys': (a, b) =>
    block(`const k = 'x' + 1; const t = { [k]: ${a}, constructor: ${b} }; return t.x1 + t['constructor'];`),
  delete: (a, b) =>
    block(`const t = { x: ${a}, y: ${b} }; delete t.x; return Object.keys(t).join('') + ('x' in t) + (t.x ?? t.y);`),
  'number keys': (a, b) => `Object.values({ 2: ${a}, b: 'b', 1: ${b} }).join('')`,
  map: (a, b) =>
    block(
      `const m = new Map([['get', ${a}], [1, 'no']]); m.set(1, ${b}); m.delete('none'); return m.get('get') + m.get(1) + m.size + m.has('x');`,
    ),
  set: (a, b) => `[...new Set([${a}, ${b}, ${a}])].join('')`,
  'case and trim': (a, b) => `(' ' + ${a} + ' ').trim().toUpperCase() + ${b}.toLowerCase()`,
  'replace with a text': (a, b) => `'/{x}/y/{x}'.replace('{x}', ${a}).replaceAll('{x}', ${b})`,
  'replace with a pattern': (a, b) => `'/:x/:y'.replace(/:(\\w)/g, (_, k) => ({ x: ${a}, y: ${b} })[k])`,
  'split and pick': (a, b) => `(${a} + '|' + ${b}).split('|').reverse()[0]`,
  'cut by position': (a, b) => `('ab' + ${a}).slice(2) + ${b}.charAt(0) + ${b}.padStart(4, '0').length`,
  'starts with': (a, b) => `((${a} + '/v1').endsWith('/v1') ? ${b} : 'never')`,
  'URL and base': (a, b) => `new URL('/u' + ${a}, 'https://h.example/x/').pathname + encodeURIComponent('/' + ${b})`,
  arithmetic: (a, b) => `(${a} + (7 % 4 * 2 - 1) + +'3' + ${b})`,
  comparison: (a, b) => `((null == undefined) !== (null === undefined) && '1' == 1 && 'a' < 'b' ? ${a} : ${b})`,
  typeof: (a, b) => `(typeof ${a} + typeof (() => 1) + typeof null + ${b})`,
  'optional chain': (a, b) => `(({ x: { y: ${a} } }).x?.y ?? ${b}) + ((void 0)?.z ?? 'none')`,
};

/** Control flow that is known. */
const flow: Record<string, Fragment['print']> = {
  conditional: (a, b) => `(1 < 2 ? ${a} : ${b})`,
  'for of': (a, b) => block(`let r = ''; for (const [k, v] of [['x', ${a}], ['y', ${b}]]) r += k + v; return r;`),
  'for in': (a, b) => block(`let r = ''; const t = { x: ${a}, y: ${b} }; for (const k in t) r += k + t[k]; return r;`),
  continue: (a, b) =>
    block(`let r = ''; for (const x of ['skip', ${a}, ${b}]) { if (x === 'skip') continue; r += x; } return r;`),
  break: (a, b) =>
    block(`let r = ''; for (const x of [${a}, 'stop', ${b}]) { if (x === 'stop') break; r += x; } return r;`),
  labels: (a, b) =>
    block(`let r = ''; outer: for (const x of [${a}, ${b}]) { for (const y of ['1', '2', '3']) { if (y === '2') continue outer;
      if (x === 'none') break outer; r += x + y; } } block: { r += 'b'; if (r) break block; r += 'never'; } return r;`),
  while: (a, b) => block(`const todo = [${a}, ${b}]; let r = ''; while (todo.length > 0) r += todo.shift(); return r;`),
  'do while': (a, b) => block(`let r = ${a}; do { r += ${b}; } while (false); return r;`),
  switch: (a, b) =>
    block(
      `let r = ''; switch ('y') { case 'x': r += 'no'; case 'y': r += ${a}; case 'z': r += ${b}; break; default: r += 'no'; } return r;`,
    ),
  'early return': (a, b) => block(`for (const x of ['n', 'y']) { if (x === 'y') return ${a}; } return ${b};`),
  finally: (a, b) => block(`let r = ${a}; try { r += 't'; } finally { r += ${b}; } return r;`),
  recursion: (a, b) => block(`const f = (list) => (list.length === 0 ? ${b} : list[0]); return f([${a}]) + f([]);`),
};

/** Decisions that only the environment makes, each read once: every way is possible, and nothing else. */
const choices: Record<string, Fragment['print']> = {
  'conditional by flag': (a, b, inputs) => `(${inputs.flag()} ? ${a} : ${b})`,
  'if by flag': (a, b, inputs) => block(`let x = ${a}; if (${inputs.flag()}) { x = ${b}; } return x;`),
  'if else by flag': (a, b, inputs) => block(`let x; if (${inputs.flag()}) x = ${a}; else x = ${b}; return x + x;`),
  'property by flag': (a, b, inputs) =>
    block(
      `const o = { x: ${a} }; if (${inputs.flag()}) o.y = ${b}; return o.x + ('y' in o) + (o.y ?? 'z') + Object.keys(o).join('');`,
    ),
  'deleted by flag': (a, b, inputs) =>
    block(`const o = { x: ${a}, y: 'y' }; if (${inputs.flag()}) delete o.x; return { x: ${b}, ...o }.x;`),
  'spread by flag': (a, b, inputs) => `({ x: ${a}, ...(${inputs.flag()} && { x: ${b} }) }).x`,
  'element by flag': (a, b, inputs) =>
    block(`const x = [${a}]; if (${inputs.flag()}) x.push(${b}); return x.join('/');`),
  'element by flag, either': (a, b, inputs) =>
    block(
      `const x = []; if (${inputs.flag()}) x.push(${a}); else x.push(${b}, 'e'); x.unshift('u'); return x.join('/');`,
    ),
  'list by flag': (a, b, inputs) => `['r', ...(${inputs.flag()} ? [${a}] : []), ${b}].join('/')`,
  'return by flag': (a, b, inputs) => block(`if (${inputs.flag()}) return ${a}; return ${b};`),
  'switch by key': (a, b, inputs) =>
    block(
      `switch (${inputs.key(['x', 'y', 'z'])}) { case 'x': return ${a}; case 'y': return ${b}; default: return 'd'; }`,
    ),
  'table by key': (a, b, inputs) => `({ x: ${a}, constructor: ${b} })[${inputs.key(['x', 'constructor'])}]`,
  'table by key, or else': (a, b, inputs) => `(({ x: ${a} })[${inputs.key(['x', 'none'])}] ?? ${b})`,
  'rows by key': (a, b, inputs) =>
    block(
      `const row = { x: { p: ${a}, q: '1' }, y: { p: ${b}, q: '2' } }[${inputs.key(['x', 'y'])}]; return row.p + row.q;`,
    ),
  'function by key': (a, b, inputs) => `({ x: () => ${a}, y: () => ${b} })[${inputs.key(['x', 'y'])}]()`,
  'found by key': (a, b, inputs) =>
    block(
      `const k = ${inputs.key(['x', 'y', 'none'])}; return ([{ k: 'x', v: ${a} }].find((r) => r.k === k) || { v: ${b} }).v;`,
    ),
  'map by key': (a, b, inputs) => `(new Map([['x', ${a}]]).get(${inputs.key(['x', 'none'])}) || ${b})`,
  'loop left by flag': (a, b, inputs) =>
    block(`let r = ''; for (const x of [${a}, ${b}]) { r += x; if (${inputs.flag()}) break; } return r;`),
  'round left out by flag': (a, b, inputs) =>
    block(`let r = ''; for (const x of [${a}]) { if (${inputs.flag()}) continue; r += x; } return r + ${b};`),
  'thrown by flag': (a, b, inputs) =>
    block(`let r = ''; try { if (${inputs.flag()}) throw new Error('no'); r = ${a}; } catch { r = ${b}; } return r;`),
};

const asList = (table: Record<string, Fragment['print']>): Fragment[] =>
  Object.entries(table).map(([name, print]) => ({ name, print }));

export const knownFragments: readonly Fragment[] = [...asList(passing), ...asList(data), ...asList(flow)];
export const choosingFragments: readonly Fragment[] = asList(choices);
