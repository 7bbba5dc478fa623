package dev.signalbox.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A moment or a span of time. The browser words it, since only it knows the reader's clock and zone, and keeps it current. */
@Tag("sb-time")
@JavaScript("context://console/time.js")
public final class When extends Component {

    private When(@Nullable Instant at) {
        if (at != null) {
            getElement().setAttribute("at", at.toString());
        }
    }

    /** "3 min ago", with the exact time as tooltip. */
    public static When ago(@Nullable Instant at) {
        return new When(at);
    }

    /** "12 s": until the end, or until now while there is none. */
    public static When took(@Nullable Instant from, @Nullable Instant until) {
        var when = new When(from);
        if (until == null) {
            when.getElement().setAttribute("running", true);
        } else {
            when.getElement().setAttribute("until", until.toString());
        }
        return when;
    }
}
