"""The style sheet, written from the tokens and measures; no colour is named anywhere else."""

from limbo_desktop.ui.theme.metrics import RADIUS, RADIUS_SMALL
from limbo_desktop.ui.theme.theme import Theme

_TEMPLATE = """
QWidget {{ color: {ink}; }}
QMainWindow, QDialog, QWidget#page {{ background: {paper}; }}
QWidget#transparent, QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollArea {{ border: none; }}
QLabel {{ background: transparent; }}
QToolTip {{
  background: {ink}; color: {paper}; border: none; padding: {p4}px {p8}px;
}}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{
  background: {surface}; color: {ink}; border: 1px solid {edge}; border-radius: {radius}px;
  padding: 0 {p12}px; min-height: {control}px; selection-background-color: {accent};
  selection-color: {on_accent};
}}
QPlainTextEdit, QTextEdit {{ padding: {p8}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {{
  background: {sunken}; color: {ink3};
}}
QLineEdit[notice="true"], QPlainTextEdit[notice="true"], QComboBox[notice="true"] {{
  border: 2px solid {notice}; min-height: {control_notice}px; padding: 0 {p11}px;
}}
QLineEdit {{ lineedit-password-character: 8226; }}
QComboBox::drop-down {{ border: none; width: {p32}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
  background: {surface}; border: 1px solid {edge}; outline: 0; padding: {p4}px;
}}
QComboBox QAbstractItemView::item {{ min-height: {p32}px; padding: 0 {p8}px; }}
QComboBox QAbstractItemView::item:selected {{ background: {accent_soft}; color: {ink}; }}
QMenu {{
  background: {surface}; border: 1px solid {edge}; border-radius: {radius}px; padding: {p4}px;
}}
QMenu::item {{ padding: {p8}px {p16}px; border-radius: {radius_small}px; }}
QMenu::item:selected {{ background: {accent_soft}; }}
QMenu::item:disabled {{ color: {ink3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
QAbstractItemView {{
  background: {surface}; border: none; outline: 0; selection-background-color: {accent_soft};
  selection-color: {ink};
}}
QHeaderView::section {{
  background: {paper}; color: {ink2}; border: none; border-bottom: 1px solid {line};
  padding: {p4}px {p8}px;
}}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {p12}px; }}
QScrollBar:horizontal {{ height: {p12}px; }}
QScrollBar::handle {{ background: {edge}; border-radius: {bar_radius}px; margin: {p4}px; }}
QScrollBar::handle:vertical {{ min-height: {p32}px; }}
QScrollBar::handle:horizontal {{ min-width: {p32}px; }}
QScrollBar::handle:hover {{ background: {ink3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QFileDialog QPushButton, QMessageBox QPushButton {{
  background: {surface}; border: 1px solid {edge}; border-radius: {radius}px;
  padding: 0 {p16}px; min-height: {small_button}px;
}}
QFileDialog QPushButton:hover, QMessageBox QPushButton:hover {{ background: {sunken}; }}
QFileDialog QToolButton {{ background: transparent; border: none; padding: {p4}px; }}
QFileDialog QToolButton:hover {{ background: {sunken}; border-radius: {radius_small}px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QFileDialog QAbstractItemView {{ border: 1px solid {line}; }}
"""


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of the whole application for `theme`."""
    colours = {name: theme.hex(name) for name in theme.palette.__dataclass_fields__}
    return _TEMPLATE.format(
        **colours,
        control=theme.height("control") - 2,
        control_notice=theme.height("control") - 4,
        small_button=theme.height("small_button") - 2,
        radius=theme.u(RADIUS),
        radius_small=theme.u(RADIUS_SMALL),
        bar_radius=max(1, theme.u(2)),
        **{f"p{units}": theme.u(units) for units in (4, 8, 11, 12, 16, 32)},
    )
