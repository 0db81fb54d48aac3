// Loaded before a counted program: adds a line with how it used files below the working folder, by thread, to the file
// that the bench names. Modules see the wrapped functions as well.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const home = process.cwd();
const counts = { opened: 0, bytes: 0, asked: 0, listed: 0 };
const append = fs.appendFileSync;
const ours = new Set();
const isOurs = (path) => typeof path === 'string' && path.startsWith(home);

const wrap = (owner, name, count) => {
  const original = owner[name];
  owner[name] = (...given) => count(given, original.apply(owner, given));
};
for (const name of ['statSync', 'lstatSync', 'realpathSync', 'existsSync', 'accessSync']) {
  wrap(fs, name, ([path], result) => {
    counts.asked += isOurs(path);
    return result;
  });
}
wrap(fs, 'readdirSync', ([path], result) => {
  counts.listed += isOurs(path);
  return result;
});
wrap(fs, 'openSync', ([path], file) => {
  counts.opened += isOurs(path);
  if (isOurs(path)) ours.add(file);
  else ours.delete(file);
  return file;
});
wrap(fs, 'readSync', ([file], length) => {
  if (ours.has(file)) counts.bytes += length;
  return length;
});
wrap(fs, 'readFileSync', ([path], content) => {
  if (isOurs(path)) {
    counts.opened++;
    counts.bytes += content.length;
  }
  return content;
});
for (const name of ['readFile', 'open', 'stat', 'lstat', 'readdir']) {
  wrap(fs.promises, name, ([path], pending) => {
    counts[name === 'readdir' ? 'listed' : name.endsWith('stat') ? 'asked' : 'opened'] += isOurs(path);
    return pending;
  });
}
syncBuiltinESMExports();
process.on('exit', () => append(process.env.ROLEFIT_BENCH_READS, `${JSON.stringify(counts)}\n`));
