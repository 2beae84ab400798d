/** Small controls that several pages use. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../text/words'
import { say } from './states'

/** One of a few, side by side. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly (readonly [value: T, text: string])[]
  value: T
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset className="segmented" aria-label={label}>
      {options.map(([option, text]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            checked={option === value}
            onChange={() => onChange(option)}
            className="visually-hidden"
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}

export function Switch({
  label,
  isOn,
  onChange,
}: {
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        onChange={() => onChange(!isOn)}
      />
      <span className="switch-track" aria-hidden="true" />
      <span>{label}</span>
    </label>
  )
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const words = useWords()
  const copy = () => navigator.clipboard.writeText(text).then(() => say(words.copied))
  return (
    <button type="button" className="button button-quiet" onClick={() => void copy()}>
      {label ?? words.copy}
    </button>
  )
}

/** The page's own dialog; Escape and the dark around it close it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  className = '',
}: {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  className?: string
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal()
    if (!isOpen) dialog.current?.close()
  }, [isOpen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: The browser itself closes it at Escape; the click is on the dark around it.
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {isOpen && (
        <div className="dialog-body">
          <h2 id={heading}>{title}</h2>
          {children}
        </div>
      )}
    </dialog>
  )
}

/** Asks before something that cannot be undone. */
export function Confirm({
  title,
  hint,
  action,
  isOpen,
  onClose,
  onConfirm,
}: {
  title: string
  hint?: string
  action: string
  isOpen: boolean
  onClose: () => void
  onConfirm: () => void
}) {
  const words = useWords()
  const confirm = () => {
    onClose()
    onConfirm()
  }
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} className="dialog-small">
      {hint && <p className="quiet">{hint}</p>}
      <div className="actions">
        <button type="button" className="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" className="button button-danger" onClick={confirm}>
          {action}
        </button>
      </div>
    </Dialog>
  )
}

/** A label and what is set by it. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Whoever uses it puts the control inside.
    <label className="field">
      <span className="field-label">{label}</span>
      {children}
    </label>
  )
}

/** A figure with its name. */
export function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
