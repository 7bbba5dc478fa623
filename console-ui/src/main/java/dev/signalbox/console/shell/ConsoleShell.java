package dev.signalbox.console.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.TargetElement;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/** The page around all pages. Styles and scripts are plain files, so nothing needs a frontend build. */
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://console/tokens.css")
@StyleSheet("context://console/shell.css")
@StyleSheet("context://console/runs.css")
@StyleSheet("context://console/editor.css")
@StyleSheet("context://console/consent.css")
public final class ConsoleShell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings page) {
        page.setViewport("width=device-width, initial-scale=1");
        page.addLink("icon", "console/favicon.svg");
        page.addMetaTag("theme-color", "#f4f6f9");
        page.addInlineWithContents(
                TargetElement.HEAD,
                Inline.Position.APPEND,
                "<script src=\"console/scheme.js\"></script>",
                Inline.Wrapping.NONE);
    }
}
