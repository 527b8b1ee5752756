import styles from './trend-mark.module.css';

/** Up, down, or level: so that a gain is not told by its colour alone. */
export function TrendMark({ change }: { readonly change: number }) {
  if (change === 0) return null;
  return (
    <svg className={styles['mark']} viewBox="0 0 10 10" aria-hidden="true" data-down={change < 0}>
      <path d="M5 1.2 9.4 9H.6Z" />
    </svg>
  );
}
