import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** The schema of OASIS lies beside the project, not in it: ../shared/data from its root. */
const file = new URL('../../../../shared/data/akomantoso30.xsd', import.meta.url);

/** What the schema says against a file, a line each; null where the schema is not here. */
export function openSchema(): ((xml: Uint8Array) => readonly string[]) | null {
  if (!existsSync(file)) {
    if (process.env.CI === 'true') throw new Error(`${file.pathname} is missing, so nothing was validated`);
    console.warn('NOT TESTED: ../shared/data is not here, so no Akoma Ntoso was validated');
    return null;
  }
  xmlRegisterFsInputProviders();
  const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(file), { url: fileURLToPath(file) }));
  return (xml) => {
    const document = XmlDocument.fromBuffer(xml);
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      return error instanceof Error && 'details' in error
        ? (error.details as readonly { readonly message: string; readonly line: number }[]).map(({ message, line }) => `${line}: ${message.trim()}`)
        : [String(error)];
    } finally {
      document.dispose();
    }
  };
}
