import { pick, type Random, times } from '../target.ts';

/** Names of resources that Marketo has: each of them alone is an operation that can be told from the others. */
const words = ['leads', 'lists', 'companies', 'campaigns', 'opportunities', 'salespersons', 'activities'];

/**
 * Writes a small program in Python that sends requests by way of whatever the language has to make a text, to decide, to
 * repeat and to call. Only the environment decides what it does.
 */
export function pythonProgram(random: Random): string {
  const writer = new Writer(random);
  const [first, ...rest] = times(3, random, () => writer.statement());
  return [...head, ...(first ?? []), ...rest.flat(), ''].join('\n');
}

const head = [
  'import functools',
  'import os',
  'from dataclasses import dataclass',
  '',
  'import requests',
  '',
  'HOST = "https://123-abc-456.mktorest.com"',
  '',
];

type Lines = readonly string[];

class Writer {
  readonly #random: Random;
  #names = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  statement(depth = 0): Lines {
    const simple = [() => this.#send(this.#word())];
    const nested = depth > 1 ? [] : this.#statements(depth + 1);
    return pick([...simple, ...nested, ...nested], this.#random)();
  }

  #statements(depth: number): readonly (() => Lines)[] {
    const body = (word?: string) => this.#body(depth, word);
    return [
      () => [`if ${this.#flag()}:`, ...body(), 'else:', ...body()],
      () => this.#fresh((name) => [`for ${name} in ${this.#list()}:`, ...body(name)]),
      () =>
        this.#fresh((name) => [
          `${name} = ${this.#word()}`,
          `if ${this.#flag()}:`,
          `    ${name} = ${this.#word()}`,
          ...this.#send(name),
        ]),
      () => this.#fresh((name) => [`${name} = 0`, `while ${name} < 2:`, ...body(), `    ${name} += 1`]),
      () =>
        this.#fresh((name) => [
          `for ${name}, _ in enumerate(${this.#list()}):`,
          `    if ${name} == 1:`,
          '        continue',
          ...body(),
        ]),
      () => [
        'try:',
        `    raise ValueError(${this.#word()})`,
        'except ValueError as error:',
        ...indent(this.#send(this.#random() < 0.2 ? 'str(error)' : this.#word())),
        'finally:',
        ...body(),
      ],
      () => ['try:', ...body(), 'except Exception:', ...body()],
      () =>
        this.#fresh((name) => [
          `def ${name}(word=${this.#word()}):`,
          ...body('word'),
          `${name}(${pick(['', this.#word(), `word=${this.#word()}`], this.#random)})`,
        ]),
      () =>
        this.#fresh((name) => [
          `def ${name}(*words, **more):`,
          '    for word in words:',
          ...indent(body('word')),
          '    for word in more.values():',
          ...indent(body('word')),
          `${name}(${this.#word()}, *${this.#list()}, other=${this.#word()})`,
        ]),
      () =>
        this.#fresh((name) => [
          `def ${name}(inner):`,
          '    def wrapped(*words):',
          ...indent(body()),
          '        return inner(*words)',
          '    return wrapped',
          `@${name}`,
          `def ${name}_decorated(word):`,
          ...body('word'),
          `${name}_decorated(${this.#word()})`,
        ]),
      () =>
        this.#fresh((name) => [
          `def ${name}():`,
          `    yield ${this.#word()}`,
          `    if ${this.#flag()}:`,
          `        yield ${this.#word()}`,
          `    yield from ${this.#list()}`,
          `for word in ${name}():`,
          ...body('word'),
        ]),
      () =>
        this.#fresh((name) => [
          `class ${name}:`,
          `    word = ${this.#word()}`,
          '    def __init__(self, other):',
          '        self.other = other',
          '    def run(self):',
          ...indent(indent(this.#send('self.word'))),
          ...indent(indent(this.#send('self.other'))),
          `class ${name}Child(${name}):`,
          `    word = ${this.#word()}`,
          '    def run(self):',
          ...(this.#random() < 0.6 ? ['        super().run()'] : []),
          ...indent(body('self.other')),
          `${pick([name, `${name}Child`], this.#random)}(${this.#word()}).run()`,
        ]),
      () =>
        this.#fresh((name) => [
          '@dataclass',
          `class ${name}:`,
          `    word: str = ${this.#word()}`,
          '    @property',
          '    def path(self):',
          `        return "/" + self.word`,
          '    def __call__(self, more):',
          ...indent(body('more')),
          ...this.#send(`${name}(${pick(['', this.#word()], this.#random)}).path[1:]`),
          `${name}()(${this.#word()})`,
        ]),
      () =>
        this.#fresh((name) => [
          `${name} = {"a": ${this.#word()}, "b": ${this.#word()}}`,
          `${name}["c"] = ${this.#word()}`,
          `for key in ${pick([`${name}`, `sorted(${name})`, `list(${name}.keys())[:2]`], this.#random)}:`,
          ...indent(this.#send(`${name}[key]`)),
          ...this.#send(`${name}.get(os.environ.get("FLAG_A", "a"), ${this.#word()})`),
        ]),
      () =>
        this.#fresh((name) => [
          `${name} = [word for word in ${this.#list()} if word != ${this.#word()}]`,
          `${name}.append(${this.#word()})`,
          `for word in ${pick([name, `reversed(${name})`, `${name}[1:]`, `${name} + ${this.#list()}`], this.#random)}:`,
          ...body('word'),
        ]),
      () =>
        this.#fresh((name) => [
          `${name} = lambda word: requests.${this.#verb()}(HOST + "/rest/v1/" + word + ".json")`,
          `${pick([`${name}(${this.#word()})`, `list(map(${name}, ${this.#list()}))`, `functools.partial(${name}, ${this.#word()})()`], this.#random)}`,
        ]),
      () => [
        `match ${pick([this.#word(), 'os.environ.get("FLAG_A")'], this.#random)}:`,
        `    case "${pick(words, this.#random)}" | "1":`,
        ...indent(body()),
        '    case _:',
        ...indent(body()),
      ],
      () =>
        this.#fresh((name) => [
          `${name} = ${this.#word()}`,
          `def ${name}_set():`,
          `    global ${name}`,
          `    ${name} = ${this.#word()}`,
          ...(this.#random() < 0.7 ? [`if ${this.#flag()}:`, `    ${name}_set()`] : [`${name}_set()`]),
          ...this.#send(name),
        ]),
      () =>
        this.#fresh((name) => [
          `def ${name}():`,
          `    held = ${this.#word()}`,
          '    def change():',
          '        nonlocal held',
          `        held = ${this.#word()}`,
          `    if ${this.#flag()}:`,
          '        change()',
          '    return held',
          ...this.#send(`${name}()`),
        ]),
      () => [
        'with requests.Session() as session:',
        `    session.${this.#verb()}(HOST + "/rest/v1/" + ${this.#word()} + ".json")`,
      ],
      () =>
        this.#fresh((name) => [
          `${name} = getattr(requests, ${pick(['"get"', '"post"', '"post" if os.environ.get("FLAG_B") else "get"'], this.#random)})`,
          `${name}(HOST + "/rest/v1/" + ${this.#word()} + ".json")`,
        ]),
      () => this.#fresh((name) => [`if (${name} := ${this.#word()}) and ${this.#flag()}:`, ...body(name)]),
      () =>
        this.#fresh((name) => [
          `${name}, *${name}_rest = ${this.#list()} + [${this.#word()}]`,
          ...this.#send(name),
          `for word in ${name}_rest:`,
          ...body('word'),
        ]),
    ];
  }

  #fresh(write: (name: string) => Lines): Lines {
    this.#names += 1;
    return write(`n${this.#names}`);
  }

  #body(depth: number, word?: string): Lines {
    const sends = word === undefined ? [] : this.#send(word);
    return indent([...sends, ...(word === undefined || this.#random() < 0.4 ? this.statement(depth) : [])]);
  }

  #send(word: string): Lines {
    const url = pick(
      [
        `HOST + "/rest/v1/" + ${word} + ".json"`,
        `f"{HOST}/rest/v1/{(${word.replaceAll('"', "'")})}.json"`,
        `"{}/rest/v1/{}.json".format(HOST, ${word})`,
        `"%s/rest/v1/%s.json" % (HOST, ${word})`,
        `"/".join([HOST, "rest", "v1", ${word} + ".json"])`,
        `(HOST + "/rest/v1/X.json").replace("X", ${word})`,
      ],
      this.#random,
    );
    const method =
      this.#random() < 0.7 ? `requests.${this.#verb()}(` : `requests.request("${this.#verb().toUpperCase()}", `;
    return [`${method}${url})`];
  }

  #verb(): string {
    return pick(['get', 'get', 'post', 'delete'], this.#random);
  }

  #flag(): string {
    const name = pick(['FLAG_A', 'FLAG_B', 'FLAG_C'], this.#random);
    return pick(
      [
        `os.environ.get("${name}")`,
        `"${name}" in os.environ`,
        `not os.getenv("${name}")`,
        `os.getenv("${name}", "0") == "1"`,
        'True',
        '[]',
      ],
      this.#random,
    );
  }

  #word(): string {
    const [one, other] = [pick(words, this.#random), pick(words, this.#random)];
    // Not followed: few programs should end open by it.
    if (this.#random() < 0.01) return `max("${one}", "${other}")`;
    return pick(
      [
        `"${one}"`,
        `"${one}"`,
        `"${one.slice(0, 3)}" + "${one.slice(3)}"`,
        `"${one.toUpperCase()}".lower()`,
        `" ${one} ".strip()`,
        `"${one}x"[:-1]`,
        `("${one}" if ${this.#flag()} else "${other}")`,
        `(os.environ.get("FLAG_C") and "${one}" or "${other}")`,
        `["${one}", "${other}"][${pick(['0', '1', '-1'], this.#random)}]`,
        `"${one},${other}".split(",")[${pick(['0', '1'], this.#random)}]`,
        `{"k": "${one}"}["k"]`,
      ],
      this.#random,
    );
  }

  #list(): string {
    const items = times(3, this.#random, () => this.#word()).join(', ');
    return pick([`[${items}]`, `[${items}]`, `list((${items},))`], this.#random);
  }
}

function indent(lines: Lines): Lines {
  return lines.map((line) => `    ${line}`);
}
