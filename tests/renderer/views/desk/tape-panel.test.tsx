// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { TapeRow } from '../../../../shared/desk.ts';
import { TapePanel } from '../../../../renderer/views/desk/tape/tape-panel.tsx';
import { tapeRows } from '../../../../renderer/views/desk/tape/tape-rows.ts';
import { DEMO_NOW, demoDesk, demoTape } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { button, renderOn } from '../../support/render.tsx';

const kinds = (rows: readonly TapeRow[]): readonly string[] =>
  [...new Set(rows.map(({ kind }) => kind))].toSorted();

describe('the tape', () => {
  beforeEach(() => fillHappyWindow());

  it('puts only the rows in sight into the page', async () => {
    const { root } = await renderOn(demoDesk({ tape: demoTape(300) }), <TapePanel />);
    const lines = root.querySelectorAll('[data-even]');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThan(40);
    expect(lines[0]?.textContent).toContain('filledWATER0.1000 SOL');
    expect(lines[0]?.textContent).toContain('0.17 ms');
  });

  it('shows a new row on top within an eighth of a second', async () => {
    const { root, setDesk, pass } = await renderOn(demoDesk({ tape: demoTape(20) }), <TapePanel />);
    const row: TapeRow = { id: 21, atMs: DEMO_NOW, kind: 'sold', symbol: 'KITE', text: 'gone', tookUs: null };
    setDesk((desk) => ({ ...desk, tape: [row, ...desk.tape] }));
    pass(140);
    expect(root.querySelector('[data-even]')?.textContent).toContain('soldKITEgone');
  });

  it('filters, and says what would stand there when nothing does', async () => {
    const tape = demoTape(9).filter(({ kind }) => kind !== 'feed' && kind !== 'system');
    const { root, act } = await renderOn(demoDesk({ tape }), <TapePanel />);
    await act(() => button(root, 'system').click());
    expect(root.textContent).toContain('Connections and changes of state appear here.');
    await act(() => button(root, 'refusals').click());
    expect(root.querySelector('[data-even]')?.textContent).toContain('GIGAPEPE');
  });

  it('has each kind of row under one filter at most, and all of them under all', () => {
    const tape = demoTape(9);
    expect(kinds(tapeRows(tape, 'fills'))).toEqual(['failed', 'filled', 'sold']);
    expect(kinds(tapeRows(tape, 'refusals'))).toEqual(['refused', 'skipped']);
    expect(kinds(tapeRows(tape, 'system'))).toEqual(['feed', 'system']);
    expect(tapeRows(tape, 'all')).toBe(tape);
  });
});
