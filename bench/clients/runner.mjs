// Runs programs one after the other, under the Node and the libraries of the folder it is copied to. Which port each of
// them asks, whoever starts this one knows; what fails here has sent nothing more.
import process from 'node:process';
import { pathToFileURL } from 'node:url';

process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

const patience = 4000;
const afterwards = 400;

for (const file of process.argv.slice(2)) {
  const run = import(pathToFileURL(file).href).catch(() => {});
  await Promise.race([run, new Promise((done) => setTimeout(done, patience))]);
}
setTimeout(() => process.exit(0), afterwards);
