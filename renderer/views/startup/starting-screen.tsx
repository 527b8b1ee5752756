import { BrandMark } from '../../ui/brand-mark.tsx';
import styles from './startup.module.css';

/** What is being done until the desk runs. */
export function StartingScreen({ step }: { readonly step: string }) {
  return (
    <main className={styles['screen']}>
      <div className={styles['starting']}>
        <span className={styles['mark']}>
          <BrandMark />
        </span>
        <h1 className={styles['title']}>Starting Swingaway</h1>
        <p role="status">{step}…</p>
        <span className={styles['track']} aria-hidden="true">
          <span className={styles['runner']} />
        </span>
      </div>
    </main>
  );
}
