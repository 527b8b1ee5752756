import { expect, type Locator, type Page } from '@playwright/test';

/** The parts of the desk's window, found as a reader or a trader would find them. */

export const panel = (window: Page, title: string): Locator =>
  window.getByRole('region', { name: title, exact: true });

export const stopButton = (window: Page): Locator => window.getByRole('button', { name: 'Stop trading' });
export const armButton = (window: Page): Locator => window.getByRole('button', { name: /^Hold to arm/ });
/** Exact, as "Not armed yet" stands in the same place. */
export const armedPill = (window: Page): Locator =>
  window.getByRole('banner').getByText('ARMED', { exact: true });
export const haltedBanner = (window: Page): Locator =>
  window.getByRole('banner').filter({ has: window.getByText('HALTED', { exact: true }) });

export const offerCards = (window: Page): Locator => window.locator('[data-offer]');
export const offerCard = (window: Page, id: string): Locator => window.locator(`[data-offer="${id}"]`);
export const positionRows = (window: Page): Locator => panel(window, 'Positions').locator('[data-pool]');
export const positionRow = (window: Page, pool: string): Locator =>
  panel(window, 'Positions').locator(`[data-pool="${pool}"]`);

/** A line of the tape that is in sight. */
export const tapeLine = (window: Page, kind: string, text: string): Locator =>
  window
    .getByRole('log', { name: 'Tape' })
    .locator('[data-even]')
    .filter({ has: window.getByText(kind, { exact: true }) })
    .filter({ hasText: text });

export const showInTape = (window: Page, filter: 'all' | 'fills' | 'refusals' | 'system'): Promise<void> =>
  panel(window, 'Tape').getByRole('radio', { name: filter, exact: true }).click();

const figureIn = (text: string): number => Number(/\d+/.exec(text.replaceAll(/[\s\u202f]/g, ''))?.[0] ?? NaN);

/** How many pools the window counts, from the head of its why-not list. */
export const poolsSeen = async (window: Page): Promise<number> =>
  figureIn(
    await panel(window, 'Why not')
      .getByText(/pools? seen/)
      .innerText(),
  );

/** How many pools the why-not list shows under `label`. */
export async function endedAs(window: Page, label: string): Promise<number> {
  const row = panel(window, 'Why not').getByRole('listitem').filter({ hasText: label });
  return (await row.count()) === 0 ? 0 : figureIn(await row.innerText());
}

/** Waits until the window has counted `more` pools more: a while in the market's time, however slow the machine. */
export async function morePoolsSeen(window: Page, more: number): Promise<void> {
  const before = await poolsSeen(window);
  await expect
    .poll(() => poolsSeen(window), { message: `${more} more pools`, timeout: 30_000 })
    .toBeGreaterThanOrEqual(before + more);
}

/** Holds the pointer on the arm button until the desk is armed. */
export async function holdToArm(window: Page): Promise<void> {
  await armButton(window).hover();
  await window.mouse.down();
  await expect(armedPill(window)).toBeVisible();
  await window.mouse.up();
}

export async function openSettings(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: 'Settings', exact: true }).click();
  const sheet = window.getByRole('dialog', { name: 'Settings' });
  await expect(sheet).toBeVisible();
  return sheet;
}

export type ShownOffer = { readonly id: string; readonly pool: string; readonly symbol: string };

/** The offer that the keys act on, once there is one. */
export async function focusedOffer(window: Page): Promise<ShownOffer> {
  const card = window.locator('[data-offer][aria-current="true"]');
  await expect(card).toBeVisible({ timeout: 30_000 });
  return readOffer(card);
}

/** The newest offer: the one with the most time left to answer it. */
export async function newestOffer(window: Page): Promise<ShownOffer> {
  const card = offerCards(window).last();
  await expect(card).toBeVisible({ timeout: 30_000 });
  return readOffer(card);
}

const readOffer = (card: Locator): Promise<ShownOffer> =>
  card.evaluate((element) => {
    const copies: unknown = JSON.parse(element.getAttribute('data-copy') ?? '{}');
    return {
      id: element.getAttribute('data-offer') ?? '',
      pool: String(Object(copies)['Copy pool address']),
      symbol: element.querySelector('h3')?.textContent ?? '',
    };
  });

/** Presses a key until the offer is answered: a card that just came under the keys does not take one for a moment. */
export async function answerByKey(window: Page, key: 'a' | 's', { id }: ShownOffer): Promise<void> {
  const focused = window.locator(`[data-offer="${id}"][aria-current="true"]`);
  await expect(async () => {
    if ((await focused.count()) > 0) await window.keyboard.press(key);
    await expect(offerCard(window, id)).toHaveCount(0, { timeout: 1_500 });
  }).toPass({ timeout: 15_000 });
}

/** Clicks an answer until it is taken: a card that just moved under the pointer does not take a click for a moment. */
export async function answerByMouse(window: Page, answer: RegExp, { id, symbol }: ShownOffer): Promise<void> {
  const card = offerCard(window, id);
  await expect(async () => {
    if ((await card.count()) > 0) await card.getByRole('button', { name: answer }).click({ timeout: 1_500 });
    await expect(card, `the offer of ${symbol}`).toHaveCount(0, { timeout: 1_500 });
  }).toPass({ timeout: 15_000 });
}
