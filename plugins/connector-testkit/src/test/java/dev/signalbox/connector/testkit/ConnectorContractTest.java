package dev.signalbox.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.signalbox.connector.testkit.OddPlugin.Way;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract lets a good connector pass and names what each bad one does. */
class ConnectorContractTest {

    private static final String UNDER_TEST = "connector-under-test";

    @ParameterizedTest
    @CsvSource({
        "GOOD,",
        "TELLS_THE_TOKEN_WHEN_REFUSED, noSecretIsTold",
        "LOGS_THE_TOKEN, noSecretIsTold",
        "KEEPS_THE_TOKEN, noSecretIsTold",
        "DOES_NOT_STOP, aCancelledCallEndsInTime",
        "CALLS_OUT_WHEN_OPENED, openingReachesForNothing",
        "HAS_TWINS, toolsHaveDifferentNamesAndStayTheSame",
        "DESCRIBES_NOTHING, everyArgumentIsDescribed",
        "CHOKES_ON_TEXT, whateverFitsTheSchemaEndsInAResultOrAReason",
        "NUMBERS_ITS_REPEATS, aRepeatOfAnIdempotentToolKeepsNothingFurther",
        "TAKES_EVERYTHING, whatTheConnectorMustRefuseIsRefused"
    })
    void theContractFindsExactlyWhatIsWrong(Way way, String broken) {
        System.setProperty(UNDER_TEST, way.id());
        var failed = new TreeSet<String>();

        LauncherFactory.create()
                .execute(request().selectors(selectClass(OddContract.class)).build(), new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (test.isTest() && result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                            failed.add(test.getDisplayName().replace("()", ""));
                        }
                    }
                });

        assertThat(failed).isEqualTo(broken == null ? new TreeSet<String>() : new TreeSet<>(List.of(broken)));
    }

    static class OddContract extends ConnectorContract {

        @Override
        protected String connector() {
            return System.getProperty(UNDER_TEST);
        }

        @Override
        protected String settings() {
            return "{\"address\": \"%s\"}".formatted(server.address());
        }

        @Override
        protected List<Example> examples() {
            return List.of(Example.of("ask", "{\"text\": \"tea\"}"));
        }

        @Override
        protected List<Example> refused() {
            return List.of(Example.of("ask", "{\"text\": \"coffee\"}"));
        }
    }
}
