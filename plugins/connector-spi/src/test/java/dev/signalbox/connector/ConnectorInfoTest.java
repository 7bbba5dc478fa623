/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorInfoTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP", "4chan", "my_connector", "a/b", "abcdefghijabcdefghijabcdefghijabcdefghijk"})
    void anIdThatDoesNotFitAnAddressIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> info(id, Set.of(Authentication.NONE)));
    }

    @Test
    void aConnectorSaysHowItAuthenticates() {
        assertThatIllegalArgumentException().isThrownBy(() -> info("http", Set.of()));
    }

    @Test
    void whatItSaysCannotChangeLater() {
        var kinds = EnumSet.of(Authentication.NONE);
        var info = info("http", kinds);

        kinds.add(Authentication.BASIC);

        assertThat(info.authentication()).containsExactly(Authentication.NONE);
    }

    private static ConnectorInfo info(String id, Set<Authentication> authentication) {
        return new ConnectorInfo(id, "HTTP", "Calls addresses.", "1.0.0", authentication);
    }
}
