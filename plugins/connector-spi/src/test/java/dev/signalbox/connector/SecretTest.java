/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void noAccidentShowsTheValue() {
        var credential = new Credential.Basic("ada", Secret.of("hunter2"));

        assertThat(credential.toString()).contains("ada").doesNotContain("hunter2");
    }

    @Test
    void theValueComesOutOnlyWhenAskedFor() {
        assertThat(Secret.of("hunter2").reveal()).isEqualTo("hunter2");
    }

    @Test
    void secretsAreEqualWhenTheirValuesAre() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    }

    @Test
    void theHashTellsNothingAboutTheValue() {
        assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("b"));
    }
}
