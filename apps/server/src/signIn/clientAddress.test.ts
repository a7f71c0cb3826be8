import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { clientAddress, trustedNetworks } from './clientAddress.ts';

const seen = async (remoteAddress: string | undefined, forwarded: string | null, trusted: readonly string[] = ['127.0.0.0/8', '::1/128']) => {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, trustedNetworks(trusted))));
  const answer = await app.request('/', { headers: forwarded === null ? {} : { 'X-Forwarded-For': forwarded } }, { incoming: { socket: { remoteAddress } } });
  return answer.text();
};

it.each([
  ['without a proxy', '192.0.2.7', null, '192.0.2.7'],
  ['whatever a client says itself', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['behind a proxy on this machine', '127.0.0.1', '192.0.2.7', '192.0.2.7'],
  ['in IPv6 dress', '::ffff:127.0.0.1', '192.0.2.7:51234', '192.0.2.7'],
  ['when the client has written something before', '127.0.0.1', '198.51.100.1, 192.0.2.7', '192.0.2.7'],
  ['when what the client wrote is itself trusted', '127.0.0.1', '198.51.100.1, 127.0.0.1, 192.0.2.7', '192.0.2.7'],
  ['when the proxy says nothing', '127.0.0.1', null, '127.0.0.1'],
  ['when the proxy says nonsense', '127.0.0.1', 'me', '127.0.0.1'],
  ['as the network of one subscriber', '2001:db8:1:2:3:4:5:6', null, '2001:db8:1:2'],
  ['as the network of one subscriber, with zeroes left out', '2001:db8::6', null, '2001:db8:0:0'],
  ['in brackets', '::1', '[2001:db8:0:9::1]:443', '2001:db8:0:9'],
  ['without a socket', undefined, '192.0.2.7', 'unknown'],
])('knows where a request comes from %s', async (_, remote, forwarded, expected) => expect(await seen(remote, forwarded)).toBe(expected));

it('goes through as many proxies as are trusted', async () => {
  expect(await seen('10.0.0.2', '192.0.2.7, 10.0.0.1', ['10.0.0.0/8'])).toBe('192.0.2.7');
  expect(await seen('10.0.0.2', '192.0.2.7, 10.0.0.1', ['10.0.0.2'])).toBe('10.0.0.1');
  expect(await seen('127.0.0.1', '192.0.2.7', [])).toBe('127.0.0.1');
});
