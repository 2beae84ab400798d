/**
 * What a member is told, and when they are left in peace. Ids: `page-notify`, `notify-likes` …, `quiet-hours`,
 * `quiet-from`, `quiet-to`, `credits-more`.
 */
import { Picker, View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { Rows } from '../../components/Row'
import { Toggle } from '../../components/Toggle'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { changeSettings, type MemberSettings } from '../../features/member/settings'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { allowMessages, loadTemplates, useOfferStore } from '../../features/notice/offer'
import { useWords } from '../../i18n/words'
import { labelProps } from '../../platform/control-props'
import './notify.scss'

const CHOICES = ['comments', 'mentions', 'likes', 'follows', 'digest', 'checkIn'] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
const QUIET_DEFAULT = { fromHour: 22, toHour: 8 } as const

export default function NotifyPage() {
  const { settings } = useWords()
  const mine = useMemberStore(({ me }) => me?.settings)
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
    void loadTemplates()
  })
  return (
    <PageFrame name="notify" title={settings.notifications}>
      <MembersOnly>
        {mine ? (
          <View className="notify">
            <Rows>
              {CHOICES.map((choice) => (
                <Toggle
                  key={choice}
                  id={`notify-${choice}`}
                  label={settings.notify[choice]}
                  hint={settings.notifyHints[choice]}
                  isOn={mine.notify[choice]}
                  onChange={(isOn) => void changeSettings({ notify: { [choice]: isOn } })}
                />
              ))}
            </Rows>
            <QuietHours settings={mine} />
            <Credits />
          </View>
        ) : null}
      </MembersOnly>
    </PageFrame>
  )
}

function QuietHours({ settings: { quietHours } }: { readonly settings: MemberSettings }) {
  const { settings } = useWords()
  const { fromHour, toHour } = quietHours ?? QUIET_DEFAULT
  const from = HOURS[fromHour] ?? ''
  const to = HOURS[toHour] ?? ''
  return (
    <Rows>
      <Toggle
        id="quiet-hours"
        label={settings.quietHours}
        hint={settings.quietHint(from, to)}
        isOn={quietHours !== undefined}
        onChange={(isOn) => void changeSettings({ quietHours: isOn ? QUIET_DEFAULT : null })}
      />
      {quietHours ? (
        <>
          <Hour
            id="quiet-from"
            label={settings.quietFrom}
            hour={fromHour}
            onChange={(hour) => void changeSettings({ quietHours: { fromHour: hour, toHour } })}
          />
          <Hour
            id="quiet-to"
            label={settings.quietTo}
            hour={toHour}
            onChange={(hour) => void changeSettings({ quietHours: { fromHour, toHour: hour } })}
          />
        </>
      ) : null}
    </Rows>
  )
}

interface HourProps {
  readonly id: string
  readonly label: string
  readonly hour: number
  readonly onChange: (hour: number) => void
}

function Hour({ id, label, hour, onChange }: HourProps) {
  const clock = HOURS[hour] ?? ''
  return (
    <Picker
      id={id}
      mode="selector"
      range={HOURS}
      value={hour}
      onChange={({ detail }) => onChange(Number(detail.value))}
    >
      <View className="row" {...labelProps('button', `${label}，${clock}`)}>
        <View className="row-words">{label}</View>
        <View className="row-value">{clock}</View>
        <View className="row-way icon-forward" />
      </View>
    </Picker>
  )
}

/** How many messages may still be sent, and a way to allow one more. */
function Credits() {
  const { settings } = useWords()
  const templates = useOfferStore((store) => store.templates)
  if (!templates) return null
  return (
    <View className="notify-credits">
      <View className="notify-credits-title">{settings.credits}</View>
      {templates.templates.map(({ key, title }) => (
        <View key={key} className="notify-credit">
          <View>{title}</View>
          <View className="notify-number">{String(templates.credits[key] ?? 0)}</View>
        </View>
      ))}
      <View className="notify-hint">{settings.creditsHint}</View>
      <Button
        id="credits-more"
        kind="quiet"
        isWide
        label={settings.creditsMore}
        onTap={() => void allowMessages('settings')}
      />
    </View>
  )
}
