import type { DeskAnswer } from '../../shared/ipc.ts';
import type { Trading } from '../../shared/trading.ts';
import type { DeskHost } from './desk-host.ts';

type TradingListener = (trading: Trading | null, phase: DeskAnswer['phase']) => void;

/** Tells the trading state at each phase and each change; null while no desk runs. */
export function watchTrading(host: DeskHost, listener: TradingListener): void {
  host.onPhase((phase) => listener(host.desk()?.snapshot().desk.trading ?? null, phase));
  host.onEvent((event) => {
    if (event.kind === 'trading-changed') listener(event.trading, 'running');
  });
}
