import type { EngineEvent } from '../../../shared/events.ts';

/** Takes every event in order; how and when it reaches a window is its own affair. Must not throw. */
export type Publisher = { publish(event: EngineEvent): void };
