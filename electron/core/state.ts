import type { Ledger } from './ledger.ts';
import type { Session } from './session.ts';

export type EngineState = { readonly ledger: Ledger; readonly session: Session };
