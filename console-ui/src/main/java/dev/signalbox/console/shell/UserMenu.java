package dev.signalbox.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.signalbox.console.platform.SignedIn;
import dev.signalbox.console.signin.Passwords;

/** Who one is, how the console looks, and the way out. */
@SpringComponent
@UIScope
final class UserMenu extends MenuBar {

    UserMenu(SignedIn person, Passwords passwords, AuthenticationContext authentication) {
        addThemeVariants(MenuBarVariant.TERTIARY);
        addClassName("sb-user");

        String email = passwords.emailOf(person.userId()).orElse("Signed in");
        MenuItem user = addItem(new Avatar(initials(email)));
        user.setAriaLabel("Your account");
        user.getSubMenu().addItem(identity(email, person)).setEnabled(false);
        appearance(user);
        user.getSubMenu().addItem("Change password…", click -> new ChangePassword(person, passwords).open());
        user.getSubMenu().addItem("Sign out", click -> authentication.logout());
    }

    private static void appearance(MenuItem user) {
        MenuItem appearance = user.getSubMenu().addItem("Appearance");
        appearance.getSubMenu().addItem("As the system", click -> scheme("system"));
        appearance.getSubMenu().addItem("Light", click -> scheme("light"));
        appearance.getSubMenu().addItem("Dark", click -> scheme("dark"));
    }

    private static void scheme(String choice) {
        UI.getCurrent().getPage().executeJs("window.signalbox.scheme($0)", choice);
    }

    private static Div identity(String email, SignedIn person) {
        String place = person.place()
                .map(at -> (at.displayName() == null ? "" : at.displayName() + ", ") + at.tenantName())
                .orElse("");
        var identity = new Div(new Span(email), new Span(place));
        identity.addClassName("sb-identity");
        return identity;
    }

    private static String initials(String email) {
        return email.substring(0, Math.min(2, email.length())).toUpperCase(java.util.Locale.ROOT);
    }
}
