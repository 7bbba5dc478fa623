package dev.signalbox.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;

/** The title of a page, a line about it, and what can be done on it. */
public final class PageHead extends Header {

    private final Div aside = new Div();
    private final H1 title = new H1();
    private final Div line = new Div();

    public PageHead(String title, String about) {
        this(title, new Paragraph(about));
    }

    public PageHead(String title, Component about) {
        addClassName("sb-head");
        this.title.setText(title);
        line.addClassName("sb-head-line");
        line.add(about);
        var words = new Div(this.title, line);
        words.addClassName("sb-head-words");
        aside.addClassName("sb-actions");
        add(words, aside);
    }

    public PageHead actions(Component... actions) {
        aside.removeAll();
        aside.add(actions);
        return this;
    }

    public void title(String text) {
        title.setText(text);
    }

    public void about(Component... components) {
        line.removeAll();
        line.add(components);
    }
}
