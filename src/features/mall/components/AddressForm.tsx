/**
 * Where a parcel goes: chosen from WeChat's addresses where there are any, or written. Ids: `address-pick`,
 * `address-name`, `address-phone`, `address-region`, `address-detail`.
 */
import { View } from '@tarojs/components'
import type { Address } from '../../../../contract/mall-shapes'
import { Button } from '../../../components/Button'
import { TextField } from '../../../components/TextField'
import { useWords } from '../../../i18n/words'
import { canPickAddress, pickAddress } from '../../../platform/pick-address'
import './AddressForm.scss'

/** What the contract takes of each field, in characters. */
const LENGTHS = { name: 30, phone: 20, region: 60, detail: 120 } as const
const FIELDS = ['name', 'phone', 'region', 'detail'] as const
const PHONE = /^\+?[0-9][0-9 -]{5,19}$/

export const NO_ADDRESS: Address = { name: '', phone: '', region: '', detail: '' }

/** The address if it is whole. */
export function wholeAddress(address: Address): Address | undefined {
  const trimmed = {
    name: address.name.trim(),
    phone: address.phone.trim(),
    region: address.region.trim(),
    detail: address.detail.trim(),
  }
  return FIELDS.every((field) => trimmed[field] !== '') && PHONE.test(trimmed.phone) ? trimmed : undefined
}

interface AddressFormProps {
  readonly address: Address
  /** Why it is not taken. */
  readonly refusal?: string
  readonly onChange: (address: Address) => void
}

export function AddressForm({ address, refusal, onChange }: AddressFormProps) {
  const { mall } = useWords()
  const names = {
    name: mall.addressName,
    phone: mall.addressPhone,
    region: mall.addressRegion,
    detail: mall.addressDetail,
  }
  const pick = async () => {
    const picked = await pickAddress()
    if (picked) onChange(picked)
  }
  return (
    <View className="address-form">
      <View className="address-title">{mall.address}</View>
      {canPickAddress ? (
        <Button id="address-pick" kind="quiet" isWide label={mall.addressPick} onTap={() => void pick()} />
      ) : null}
      {FIELDS.map((field) => (
        <TextField
          key={field}
          id={`address-${field}`}
          label={names[field]}
          value={address[field]}
          lengthMax={LENGTHS[field]}
          refusal={field === 'detail' ? refusal : undefined}
          onInput={(value) => onChange({ ...address, [field]: value })}
        />
      ))}
      <View className="address-note">{mall.addressNote}</View>
    </View>
  )
}
