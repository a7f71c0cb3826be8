#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { yrka } from './yrka.ts';

// Not process.exit: what is still on its way to a pipe would be cut off.
process.exitCode = await yrka(process.argv.slice(2), {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
