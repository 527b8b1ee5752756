import styles from './empty.module.css';

/** What will stand here, and why nothing does yet. */
export function Empty({ what, why }: { readonly what: string; readonly why: string }) {
  return (
    <div className={styles['empty']}>
      <p className={styles['what']}>{what}</p>
      <p>{why}</p>
    </div>
  );
}
