import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeRecord, MAX_RECORD_BYTES } from '../../../electron/journal/journal-codec.ts';
import { scanJournal } from '../../../electron/journal/journal-reader.ts';
import type { JournaledEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { unixMs } from '../../../shared/units.ts';
import { tempFolders } from './temp-folder.ts';

const event = (number: number): JournaledEvent => ({
  kind: 'order-abandoned',
  atMs: unixMs(number),
  id: orderId(number),
  why: `because ${'ü'.repeat(number % 50)}`,
});
const record = (sequence: number): string => encodeRecord({ sequence, event: event(sequence) });
const records = (count: number): string =>
  Array.from({ length: count }, (_, index) => record(index + 1)).join('');

const folder = tempFolders();

function scan(content: string | Buffer) {
  const path = join(folder(), 'journal');
  writeFileSync(path, content);
  const seen: number[] = [];
  const result = scanJournal(path, ({ sequence, event: read }) => {
    expect(read).toEqual(event(sequence));
    seen.push(sequence);
  });
  return { result, seen, path };
}

describe('reading a journal', () => {
  it('finds an empty journal where there is no file, or nothing in it', () => {
    const nothing = { records: 0, lastSequence: 0, goodBytes: 0, torn: null, unterminated: false };
    const missing = scanJournal(join(folder(), 'journal'), () => expect.unreachable());
    expect(missing).toEqual({ ok: true, value: nothing });
    expect(scan('').result).toEqual({ ok: true, value: nothing });
  });

  it('calls back with every record in order, over many chunks', () => {
    const content = records(2000);
    expect(Buffer.byteLength(content)).toBeGreaterThan(3 * 65_536);
    const { result, seen } = scan(content);
    expect(seen).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
    expect(result).toEqual({
      ok: true,
      value: {
        records: 2000,
        lastSequence: 2000,
        goodBytes: Buffer.byteLength(content),
        torn: null,
        unterminated: false,
      },
    });
  });

  it('reports an end that was torn at any byte, and reads all before it', () => {
    const whole = Buffer.from(records(2));
    const last = Buffer.from(record(3));
    for (let length = 1; length < last.length - 1; length += 1) {
      const { result, seen } = scan(Buffer.concat([whole, last.subarray(0, length)]));
      expect(seen).toEqual([1, 2]);
      expect(result).toMatchObject({
        ok: true,
        value: { lastSequence: 2, goodBytes: whole.length, torn: { bytes: length } },
      });
    }
  });

  it('takes a decision of several records whole or not at all, wherever its end was torn', () => {
    const whole = Buffer.from(records(2));
    const group = [3, 4, 5].map((sequence) =>
      encodeRecord({ sequence, event: event(sequence), more: sequence < 5 }),
    );
    const decision = Buffer.from(group.join(''));
    for (let length = 1; length < decision.length - 1; length += 1) {
      const { result, seen } = scan(Buffer.concat([whole, decision.subarray(0, length)]));
      expect(seen).toEqual([1, 2]);
      expect(result).toMatchObject({
        ok: true,
        value: { records: 2, lastSequence: 2, goodBytes: whole.length, torn: { bytes: length } },
      });
    }
    const { result, seen } = scan(Buffer.concat([whole, decision]));
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(result).toMatchObject({ ok: true, value: { records: 5, lastSequence: 5, torn: null } });
  });

  it('says so when records are missing within a decision', () => {
    const third = encodeRecord({ sequence: 3, event: event(3), more: true });
    const { result, seen } = scan(records(2) + third + record(5));
    expect(result).toMatchObject({ ok: false, error: { code: 'wrong-sequence', line: 4 } });
    expect(seen).toEqual([1, 2]);
  });

  it('takes a last record that lacks only its line break', () => {
    const content = records(3).slice(0, -1);
    const { result, seen } = scan(content);
    expect(seen).toEqual([1, 2, 3]);
    expect(result).toMatchObject({ value: { lastSequence: 3, torn: null, unterminated: true } });
  });

  it('reports zeros and garbage of several lines at the end as torn', () => {
    const rest = Buffer.concat([Buffer.alloc(5000), Buffer.from('\nnonsense\n\n{"seq":')]);
    const { result } = scan(Buffer.concat([Buffer.from(records(2)), rest]));
    expect(result).toMatchObject({ ok: true, value: { lastSequence: 2, torn: { bytes: rest.length } } });
  });

  it('counts an endless line without keeping it', () => {
    const rest = 'x'.repeat(4 * MAX_RECORD_BYTES);
    const { result } = scan(records(1) + rest);
    expect(result).toMatchObject({
      value: {
        lastSequence: 1,
        torn: { bytes: rest.length, reason: 'the line is too long for a record' },
      },
    });
  });

  it('names the line when a damaged record has good ones behind it', () => {
    const lines = [record(1), record(2).replace('because', 'becausf'), record(3)];
    const { result } = scan(lines.join(''));
    expect(result).toEqual({
      ok: false,
      error: { code: 'damaged-middle', line: 2, detail: 'the checksum does not match' },
    });
  });

  it('names the line when a record is missing or stands twice', () => {
    const missing = scan(record(1) + record(3));
    expect(missing.result).toEqual({
      ok: false,
      error: { code: 'wrong-sequence', line: 2, detail: 'record 3 follows record 1' },
    });
    expect(scan(record(1) + record(1)).result).toMatchObject({ error: { code: 'wrong-sequence', line: 2 } });
    expect(scan(record(2)).result).toMatchObject({ error: { code: 'wrong-sequence', line: 1 } });
  });

  it('says that it cannot read what is no file', () => {
    expect(scanJournal(folder(), () => expect.unreachable())).toMatchObject({
      ok: false,
      error: { code: 'unreadable' },
    });
  });

  it('changes nothing', () => {
    const { path } = scan(records(2));
    appendFileSync(path, 'torn');
    const before = readFileSync(path);
    scanJournal(path, () => undefined);
    expect(readFileSync(path)).toEqual(before);
  });

  it('lets a fault of the caller through', () => {
    const path = join(folder(), 'journal');
    writeFileSync(path, records(1));
    expect(() =>
      scanJournal(path, () => {
        throw new Error('the fold is broken');
      }),
    ).toThrow('the fold is broken');
  });
});
