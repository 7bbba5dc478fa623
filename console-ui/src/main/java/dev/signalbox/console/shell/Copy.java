package dev.signalbox.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** Copies a text to the clipboard, and says so on itself. */
public final class Copy extends Button {

    public Copy(String label, String text) {
        super(label, Icons.of("copy"));
        addThemeVariants(ButtonVariant.SMALL);
        getElement().executeJs("""
                const label = this.textContent;
                this.addEventListener('click', async () => {
                  await navigator.clipboard.writeText($0);
                  this.lastChild.textContent = 'Copied';
                  setTimeout(() => this.lastChild.textContent = label, 1500);
                })""", text);
    }
}
