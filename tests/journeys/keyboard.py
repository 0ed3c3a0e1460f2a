"""A person without a mouse."""

from playwright.sync_api import Locator, Page

FURTHEST = 400  # presses of Tab


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is on the target."""
    for _ in range(FURTHEST):
        if has_focus(target):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {target}")


def has_focus(target: Locator) -> bool:
    return bool(target.evaluate("(one) => one === document.activeElement"))


def follow(page: Page, target: Locator) -> None:
    """Go to a link or a button with Tab, press Enter, and wait for the page it leads to."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")
