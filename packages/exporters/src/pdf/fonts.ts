import { createRequire } from 'node:module';
import { ExporterError } from '../exporterError.ts';

const require = createRequire(import.meta.url);

/**
 * The faces we carry, all free (SIL OFL 1.1), as TrueType, which is what Typst reads: the document
 * in Source Serif 4, heads and tables in Source Sans 3, signs in Noto Emoji. No font of the machine
 * is used, or the same document would look different on two of them.
 */
const faces = [
  '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  '@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  '@expo-google-fonts/source-serif-4/500Medium/SourceSerif4_500Medium.ttf',
  '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  '@expo-google-fonts/source-serif-4/600SemiBold_Italic/SourceSerif4_600SemiBold_Italic.ttf',
  '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  '@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  '@expo-google-fonts/source-sans-3/600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf',
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
];

/** The paths of the font files. Throws ExporterError `fontMissing` that names the first one not installed. */
export function fontPaths(): readonly string[] {
  return faces.map((face) => {
    try {
      return require.resolve(face);
    } catch (cause) {
      throw new ExporterError('fontMissing', `The font ${face} is not installed; run pnpm install`, { cause });
    }
  });
}
