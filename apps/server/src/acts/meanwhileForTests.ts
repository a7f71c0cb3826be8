import type { TestServer } from '../appForTests.ts';

/** Lets a request come as far as its transaction, does something else meanwhile, and lets it go on: by then what it had asked before is old. */
export async function meanwhile<Result>(
  { storage: { rows } }: Pick<TestServer, 'storage'>,
  request: () => Promise<Result>,
  work: () => Promise<unknown>,
): Promise<Result> {
  const transaction = rows.transaction.bind(rows);
  const [come, goes] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  rows.transaction = async (inOne) => {
    // That of the class stands behind it.
    Reflect.deleteProperty(rows, 'transaction');
    come.resolve();
    await goes.promise;
    return transaction(inOne);
  };
  const answer = request();
  await Promise.race([come.promise, answer]);
  Reflect.deleteProperty(rows, 'transaction');
  await work().finally(goes.resolve);
  return answer;
}
