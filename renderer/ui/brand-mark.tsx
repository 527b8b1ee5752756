import styles from './brand-mark.module.css';

/** A swing that goes away upwards. */
export function BrandMark() {
  return (
    <svg className={styles['mark']} viewBox="0 0 22 22" aria-hidden="true">
      <path d="M2.5 16.5c4.2 0 4.6-8 8-8 2.9 0 2.6 5 5 5 1.9 0 2.6-3.6 3.4-7" />
      <circle cx="19" cy="4.4" r="2" />
    </svg>
  );
}
