import { BlockList, isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/**
 * Where a request comes from, for counting attempts: the nearest address that is not one of the
 * trusted proxies. What a client writes into X-Forwarded-For itself stands further away, and is
 * never reached. An IPv6 network of one subscriber (/64) counts as one. 'unknown' without a socket.
 */
export function clientAddress(c: Context, trusted: BlockList): string {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>; // none where a test calls the app without a port
  let nearest = plain(incoming?.socket?.remoteAddress ?? '');
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map((address) => plain(address.trim()));
  while (isTrusted(nearest, trusted)) {
    const next = forwarded.pop();
    if (next === undefined || isIP(next) === 0) break;
    nearest = next;
  }
  return isIP(nearest) === 0 ? 'unknown' : isIP(nearest) === 6 ? network(nearest) : nearest;
}

/** The proxies of a setting: addresses and networks. */
export function trustedNetworks(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of networks) {
    const [address = '', length] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, length === undefined ? (family === 'ipv6' ? 128 : 32) : Number(length), family);
  }
  return list;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** Without brackets, port and zone; an IPv4 address that came in IPv6's dress as itself. */
function plain(address: string): string {
  const bare = address.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  return mapped ?? bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

/** The first four groups: "2001:db8::1" → "2001:db8:0:0". */
function network(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(missing).fill('0'), ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
