package dev.signalbox.console.shell;

import com.vaadin.flow.component.icon.SvgIcon;

/** Our own line icons: they take the colour of the text around them. */
public final class Icons {

    private Icons() {}

    public static SvgIcon of(String name) {
        return new SvgIcon("console/icons/" + name + ".svg");
    }
}
