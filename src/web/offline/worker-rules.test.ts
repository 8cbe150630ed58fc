import { expect, it } from 'vitest';
import { wayOf } from './worker-rules.ts';

const way = (path: string, { method = 'GET', mode = 'cors', origin = 'https://bank' } = {}) =>
  wayOf({ method, mode, url: `${origin}${path}` }, 'https://bank');

it('[DAY-19] keeps the shell and one’s own day on the device', () => {
  expect(['/assets/a-1.js', '/icon-192.png', '/manifest.webmanifest'].map((path) => way(path))).toEqual([
    'shell',
    'shell',
    'shell',
  ]);
  expect(way('/visits/new?customer=3', { mode: 'navigate' })).toBe('page');
  expect(way('/api/my-day')).toBe('day');
  expect(way('/api/visits/prefill?customer=3')).toBe('day');
});

it('[DAY-19] keeps no list of customers, no write and nothing of another site', () => {
  expect(way('/api/my-day?after=x')).toBe('pass');
  expect(way('/api/registers/customer?limit=50')).toBe('pass');
  expect(way('/api/customers/3')).toBe('pass');
  expect(way('/api/files/1', { mode: 'navigate' })).toBe('pass');
  expect(way('/api/visits', { method: 'POST' })).toBe('pass');
  expect(way('/assets/a.js', { origin: 'https://elsewhere' })).toBe('pass');
});

it('[DAY-19] forgets the day when somebody signs in or out', () => {
  expect([way('/api/session', { method: 'POST' }), way('/api/session', { method: 'DELETE' })]).toEqual([
    'forget',
    'forget',
  ]);
});

it('[DAY-19] drops the day kept before once what was written without a network has arrived', () => {
  expect(way('/api/offline', { method: 'POST' })).toBe('sent');
});
