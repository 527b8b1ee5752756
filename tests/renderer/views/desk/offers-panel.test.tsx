// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { DONE, declined } from '../../../../shared/commands.ts';
import { offerId, type Offer } from '../../../../shared/offer.ts';
import { lamports } from '../../../../shared/units.ts';
import { OffersPanel } from '../../../../renderer/views/desk/offers/offers-panel.tsx';
import { demoDesk, demoOffer } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { button, press, renderOn, type Screen } from '../../support/render.tsx';

const offer = (sequence: number, symbol: string): Offer =>
  demoOffer({ sequence, symbol, name: `${symbol} coin`, liquidity: 84.2, moved: 410, leftMs: 14_000 });
const [WATER, CLAUD, MOON] = [offer(1, 'WATER'), offer(2, 'CLAUD'), offer(3, 'MOON')];
const THREE = demoDesk({ offers: [WATER, CLAUD, MOON] });

const focused = ({ root }: Screen): string | null =>
  root.querySelector('[aria-current="true"]')?.getAttribute('data-offer') ?? null;
const close = (screen: Screen, id: Offer['id']): void => {
  screen.setDesk((desk) => ({ ...desk, offers: desk.offers.filter((open) => open.id !== id) }));
  screen.pass(150);
};

/** The panel with its first card's rest over. */
async function settled(
  desk = THREE,
  onCommand: Parameters<typeof renderOn>[2] = () => DONE,
): Promise<Screen> {
  const screen = await renderOn(desk, <OffersPanel />, onCommand);
  screen.pass(500);
  return screen;
}

describe('the pools that wait for the trader', () => {
  beforeEach(() => fillHappyWindow());

  it('are cards with what there is to know', async () => {
    const { root } = await settled(demoDesk({ offers: [WATER] }));
    const card = root.querySelector('li[data-offer]');
    for (const words of [
      'WATER',
      'WATER coin',
      'AMM v4',
      '15 slots · ',
      'liquidity87.7 SOL',
      '2.19e-7 +4.1 %',
      'impact0.24 %',
      'buy + sell−0.60 %',
      'mint renounced',
      'LP burned 100 %',
      'Approve 0.10 SOL',
    ]) {
      expect(card?.textContent).toContain(words);
    }
  });

  it('stand above those that open soon, which count down by themselves', async () => {
    const { root, pass, setDesk } = await settled(demoDesk());
    const soon = () => [...root.querySelectorAll('section section li')].map(({ textContent }) => textContent);
    expect(root.textContent).toContain('Opening soon 2');
    expect(soon()).toEqual(['TIDECPMMopens in 0.3 s', 'EBBAMM v4opens in 41 s']);
    pass(400);
    expect(soon()[0]).toBe('TIDECPMMopens at the next slot');
    setDesk((desk) => ({ ...desk, waiting: [] }));
    expect(root.textContent).not.toContain('Opening soon');
  });

  it('say why there is none', async () => {
    const { root, setDesk } = await settled(demoDesk({ offers: [] }));
    expect(root.textContent).toContain('Buys under 0.05 SOL go out by themselves.');
    setDesk((desk) => ({ ...desk, trading: { ...desk.trading, state: 'reducing' } }));
    expect(root.textContent).toContain('Buying is off, so no pool is offered.');
  });

  it('are approved by A with the price that the card shows', async () => {
    const screen = await settled();
    await screen.act(() => press('a'));
    expect(screen.commands).toEqual([
      { kind: 'approve', offer: WATER.id, revision: 1, shownOut: WATER.now.expectedOut },
    ]);
  });

  it('are skipped by S, after J and K moved the focus', async () => {
    const screen = await settled();
    expect(focused(screen)).toBe(WATER.id);
    await screen.act(() => press('j'));
    await screen.act(() => press('j'));
    await screen.act(() => press('k'));
    expect(focused(screen)).toBe(CLAUD.id);
    await screen.act(() => press('s'));
    expect(screen.commands).toEqual([{ kind: 'skip', offer: CLAUD.id }]);
  });

  it('are answered once, however often the key is pressed or repeats', async () => {
    const screen = await settled();
    await screen.act(() => press('a'));
    await screen.act(() => press('a'));
    await screen.act(() => press('s'));
    expect(screen.commands).toHaveLength(1);
    await screen.act(() => press('j'));
    await screen.act(() => press('a', { repeat: true }));
    expect(screen.commands).toHaveLength(1);
  });

  it('do not take the A that was meant for the card before, which went by itself', async () => {
    const screen = await settled();
    close(screen, WATER.id);
    expect(focused(screen)).toBe(CLAUD.id);
    await screen.act(() => press('a'));
    await screen.act(() => press('s'));
    expect(screen.commands).toEqual([]);
    screen.pass(400);
    await screen.act(() => press('a'));
    expect(screen.commands).toMatchObject([{ kind: 'approve', offer: CLAUD.id }]);
  });

  it('take the next A at once when the card before went by the trader’s own word', async () => {
    const screen = await settled();
    await screen.act(() => press('a'));
    close(screen, WATER.id);
    await screen.act(() => press('s'));
    expect(screen.commands.map(({ kind }) => kind)).toEqual(['approve', 'skip']);
  });

  it('do not take a click that was meant for the card that lay there before', async () => {
    const screen = await settled();
    close(screen, WATER.id);
    const approve = [...screen.root.querySelectorAll('button')].filter((found) =>
      found.textContent.startsWith('Approve'),
    )[1];
    await screen.act(() => approve?.click());
    expect(screen.commands).toEqual([]);
    screen.pass(400);
    await screen.act(() => approve?.click());
    expect(screen.commands).toMatchObject([{ kind: 'approve', offer: MOON.id }]);
  });

  it('may be answered again when the engine refused, which is told', async () => {
    const screen = await settled(demoDesk({ offers: [WATER] }), () =>
      declined({
        code: 'refused',
        refusal: {
          code: 'balance-too-low',
          haveLamports: lamports(0n),
          needLamports: lamports(100_000_000n),
        },
      }),
    );
    await screen.act(() => press('a'));
    expect(screen.told).toEqual(['WATER: not bought. Wallet has 0.000 SOL, the order needs 0.100.']);
    await screen.act(() => press('a'));
    expect(screen.commands).toHaveLength(2);
  });

  it('are not bought while buying is off, but can be skipped', async () => {
    const screen = await settled({ ...THREE, trading: { ...THREE.trading, state: 'reducing' } });
    await screen.act(() => press('a'));
    expect(screen.commands).toEqual([]);
    await screen.act(() => press('s'));
    expect(screen.commands).toEqual([{ kind: 'skip', offer: WATER.id }]);
  });

  it('do not listen to keys that belong to a dialog or to a field', async () => {
    const screen = await settled();
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.innerHTML = '<button>inside</button>';
    const field = document.createElement('input');
    document.body.append(dialog, field);
    for (const element of [dialog.querySelector('button'), field]) {
      element?.focus();
      await screen.act(() => press('a'));
    }
    dialog.remove();
    field.remove();
    expect(screen.commands).toEqual([]);
  });

  it('draw at most sixty cards and count the rest', async () => {
    const offers = Array.from({ length: 75 }, (_, index) => offer(100 + index, `T${index}`));
    const { root } = await settled(demoDesk({ offers }));
    expect(root.querySelectorAll('li[data-offer]')).toHaveLength(60);
    expect(root.textContent).toContain('and 15 more behind these');
  });

  it('run down by the engine’s clock', async () => {
    const screen = await settled(demoDesk({ offers: [WATER], waiting: [] }));
    const left = (): string => /(\d+ s)$/.exec(screen.root.textContent)?.[1] ?? '';
    expect(left()).toBe('14 s');
    screen.pass(10_000);
    expect(left()).toBe('4 s');
    screen.pass(10_000);
    expect(left()).toBe('0 s');
  });

  it('are focused by a press anywhere on the card', async () => {
    const screen = await settled();
    const card = screen.root.querySelector(`[data-offer="${offerId(3)}"]`);
    await screen.act(() => card?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })));
    expect(focused(screen)).toBe(MOON.id);
    expect(button(card ?? document.body, 'Approve').getAttribute('aria-keyshortcuts')).toBe('A');
  });
});
