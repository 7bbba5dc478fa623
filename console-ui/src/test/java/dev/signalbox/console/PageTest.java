package dev.signalbox.console;

import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.VaadinSession;
import dev.signalbox.console.fake.FakePlatform;
import dev.signalbox.postgres.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A page in front of somebody who is signed in, with a platform of their own behind it. */
@SpringBootTest(classes = Console.class, webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ViewPackages(packages = "dev.signalbox.console")
@WithMockUser(username = PageTest.ADA)
public abstract class PageTest extends SpringBrowserlessTest {

    protected static final String ADA = "7b0d4b1e-0000-4000-8000-000000000009";
    protected static final FakePlatform PLATFORM = new FakePlatform();
    protected static final TestDatabase DATABASE = TestDatabase.fresh();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        ConsoleSettings.of(DATABASE, PLATFORM).forEach((name, value) -> settings.add(name, () -> value));
    }

    @BeforeEach
    void forgetEverything() {
        PLATFORM.clear();
    }

    protected static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    /** All a person reads: the page, and what lies over it. */
    protected String screen() {
        return Stream.of(
                        List.of((Component) getCurrentView()),
                        find(Dialog.class).all(),
                        find(ConfirmDialog.class).all())
                .flatMap(List::stream)
                .map(PageTest::text)
                .collect(Collectors.joining("\n"));
    }

    protected void press(String words) {
        test(find(Button.class).withText(words).atIndex(1)).click();
    }

    /** Waits until what other threads sent to the page makes this true. */
    protected void eventually(ThrowingRunnable expectation) {
        await().pollInSameThread().untilAsserted(() -> {
            VaadinSession session = VaadinSession.getCurrent();
            session.getService().runPendingAccessTasks(session);
            roundTrip();
            expectation.run();
        });
    }

    /** The page follows the live runs once its stream is open. */
    protected void whenListening() {
        await().until(() -> PLATFORM.runs.listening() > 0);
    }

    protected String notice() {
        return test(find(Notification.class).last()).getText();
    }
}
