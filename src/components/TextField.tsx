/** A field to write in, one line or several, with its name above it. The id stands on the field itself. */
import { Input, Textarea, View } from '@tarojs/components'
import { fieldProps } from '../platform/control-props'
import './TextField.scss'

interface TextFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly lengthMax: number
  /** Several lines. */
  readonly isLong?: boolean
  /** Why what was written is not taken. */
  readonly refusal?: string
  readonly onInput: (value: string) => void
}

export function TextField({
  id,
  label,
  value,
  placeholder,
  lengthMax,
  isLong,
  refusal,
  onInput,
}: TextFieldProps) {
  const Field = isLong ? Textarea : Input
  return (
    <View className="text-field">
      <View className="text-field-label">{label}</View>
      <Field
        id={id}
        className={isLong ? 'field text-field-area' : 'field text-field-line'}
        value={value}
        maxlength={lengthMax}
        placeholder={placeholder ?? ''}
        placeholderClass="placeholder"
        onInput={({ detail }: { detail: { value: string } }) => onInput(detail.value)}
        {...fieldProps(label)}
      />
      {refusal ? (
        <View id={`${id}-refusal`} className="text-field-refusal">
          {refusal}
        </View>
      ) : null}
    </View>
  )
}
