package dev.signalbox.console.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import jakarta.annotation.security.PermitAll;

/** The frame: where one can go at the start side, where one works and who one is at the top. */
@Layout
@PermitAll
final class MainLayout extends AppLayout {

    MainLayout(PlaceSwitch placeSwitch, UserMenu userMenu) {
        addClassName("sb-frame");
        setPrimarySection(Section.DRAWER);

        addToDrawer(new Logo(), new Scroller(navigation()), version());
        addToNavbar(toggle(), placeSwitch, gap(), schemeSwitch(), userMenu);
    }

    private static SideNav navigation() {
        var nav = new SideNav();
        nav.getElement().setAttribute("aria-label", "Main");
        MenuConfiguration.getMenuEntries().stream().map(MainLayout::item).forEach(nav::addItem);
        return nav;
    }

    private static SideNavItem item(MenuEntry entry) {
        var item = new SideNavItem(entry.title(), entry.path(), new SvgIcon("console/icons/" + entry.icon() + ".svg"));
        // A run's page belongs to the runs, so its entry stays marked
        item.setMatchNested(!entry.path().isEmpty());
        return item;
    }

    private static Span version() {
        String version = MainLayout.class.getPackage().getImplementationVersion();
        var line = new Span(version == null ? "Signalbox" : "Signalbox " + version);
        line.addClassName("sb-version");
        return line;
    }

    private static DrawerToggle toggle() {
        var toggle = new DrawerToggle();
        toggle.setAriaLabel("Show or hide the navigation");
        return toggle;
    }

    private static Div gap() {
        var gap = new Div();
        gap.addClassName("sb-gap");
        return gap;
    }

    private static Button schemeSwitch() {
        var button = new Button(Icons.of("moon"));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel("Switch between light and dark");
        button.setTooltipText("Light or dark");
        button.getElement().executeJs("this.addEventListener('click', () => window.signalbox.toggleScheme())");
        return button;
    }
}
