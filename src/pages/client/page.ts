import { comboboxes } from './combobox.ts'
import { copyButtons } from './copy.ts'

copyButtons(document)
comboboxes(document)
