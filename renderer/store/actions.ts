import type { Command, CommandReply } from '../../shared/commands.ts';
import type { DesktopApi } from '../../shared/ipc.ts';
import type { Offer } from '../../shared/offer.ts';
import type { TradingSettings } from '../../shared/settings.ts';
import type { Address } from '../../shared/units.ts';
import { declinedTitle, problemWords } from '../format/command-words.ts';

/** Shows the trader that something did not happen, and why. */
export type TellProblem = (title: string, why: string) => void;

/** All that the trader can do. A refusal is told and returned; the promise never rejects. */
export type Actions = {
  approve(offer: Offer): Promise<CommandReply>;
  skip(offer: Offer): Promise<CommandReply>;
  sell(pool: Address, symbol: string): Promise<CommandReply>;
  sellEverything(): Promise<CommandReply>;
  kill(by: 'button' | 'shortcut'): Promise<CommandReply>;
  arm(): Promise<CommandReply>;
  reduce(): Promise<CommandReply>;
  /** Its problems are shown beside the fields, so they are only returned. */
  changeSettings(settings: TradingSettings): Promise<CommandReply>;
};

export function createActions(bridge: DesktopApi, tellProblem: TellProblem): Actions {
  async function ask(command: Command): Promise<CommandReply> {
    try {
      return await bridge.invoke('desk:command', command);
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      return { ok: false, problem: { code: 'malformed', detail } };
    }
  }

  async function run(command: Command, symbol: string | null = null): Promise<CommandReply> {
    const reply = await ask(command);
    if (!reply.ok) tellProblem(declinedTitle(command, symbol), problemWords(reply.problem));
    return reply;
  }

  return {
    approve: ({ id, revision, now, symbol }) =>
      run({ kind: 'approve', offer: id, revision, shownOut: now.expectedOut }, symbol),
    skip: ({ id, symbol }) => run({ kind: 'skip', offer: id }, symbol),
    sell: (pool, symbol) => run({ kind: 'sell', pool }, symbol),
    sellEverything: () => run({ kind: 'sell-everything' }),
    kill: (by) => run({ kind: 'kill', by }),
    arm: () => run({ kind: 'arm' }),
    reduce: () => run({ kind: 'reduce' }),
    changeSettings: (settings) => ask({ kind: 'change-settings', settings }),
  };
}
