import { describe, expect, it } from 'vitest';
import type { MalformedReason } from '../../../electron/feed/malformed-reasons.ts';
import { MAX_PACKET_CHARACTERS, stampingParser } from '../../../electron/feed/stamping-parser.ts';
import { monoUs } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';

function parser() {
  let nowUs = 0;
  const refusals: MalformedReason[] = [];
  const { Decoder } = stampingParser({ ...manualClock(), monoUs: () => monoUs(nowUs) }, (reason) => {
    refusals.push(reason);
  });
  const decoder = new Decoder();
  const decoded: unknown[] = [];
  decoder.on('decoded', (packet) => void decoded.push(packet.data));
  const add = (packet: unknown, atUs = 0): void => {
    nowUs = atUs;
    decoder.add(packet);
  };
  return { add, decoded, refusals };
}

describe('the parser of Socket.IO packets', () => {
  it('puts the moment at which a packet came in before what the event carries', () => {
    const { add, decoded } = parser();
    add('2["newPool",{"a":1}]', 5);
    add('2["newPool"]', 9);
    expect(decoded).toEqual([
      ['newPool', 5, { a: 1 }],
      ['newPool', 9],
    ]);
  });

  it('refuses what is too long, too deep, broken or binary, and goes on', () => {
    const { add, decoded, refusals } = parser();
    add(`2["newPool","${'x'.repeat(MAX_PACKET_CHARACTERS)}"]`);
    add(`2["newPool",${'['.repeat(200)}${']'.repeat(200)}]`);
    add('2["newPool"');
    add('51-["x",{"_placeholder":true,"num":0}]');
    add(Buffer.from('an attachment'));
    add('2["newPool",1]');
    expect(refusals.map(({ code }) => code)).toEqual([
      'too-long',
      'too-deep',
      'broken-packet',
      'broken-packet',
    ]);
    expect(decoded).toEqual([['newPool', 0, 1]]);
  });
});
