import { encode } from 'uqr';

/** A QR code as one path, drawn here: what stands in it goes to no one. Dark on light whatever the theme, which cameras ask for. */
export function QrCode({ text, label, className }: { readonly text: string; readonly label: string; readonly className: string | undefined }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg role="img" aria-label={label} className={className} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
