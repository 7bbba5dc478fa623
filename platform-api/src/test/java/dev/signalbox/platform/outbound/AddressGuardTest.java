package dev.signalbox.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = guardOf("1.1.1.1");

    @Test
    void aPublicHostIsAdmittedWithTheAddressThatWasChecked() throws UnknownHostException {
        assertThat(guard.admit(URI.create("https://example.com/x"))).containsExactly(InetAddress.getByName("1.1.1.1"));
    }

    @Test
    void aNameThatLeadsInsideIsRefused() {
        refused(guardOf("127.0.0.1"), "https://innocent.example/", Reason.PERMISSION_DENIED);
    }

    @Test
    void oneInternalAddressAmongPublicOnesIsRefused() {
        refused(guardOf("1.1.1.1", "10.0.0.1"), "https://innocent.example/", Reason.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://localhost/",
                "https://169.254.169.254/"
            })
    void aLiteralThatLeadsInsideIsRefused(String address) {
        refused(resolving(), address, Reason.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0x7f.0.0.1",
                "127.1",
                "127.0.1",
                "1.1.1.1.",
                "256.1.1.1",
                "a.0x1"
            })
    void aNumberInDisguiseIsRefusedBeforeAnythingIsResolved(String host) {
        var unresolving = new AddressGuard(OutboundFixture.settings(), _ -> {
            throw new AssertionError("must not be resolved");
        });

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> unresolving.admit(host, 443))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.PERMISSION_DENIED));
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/, PERMISSION_DENIED",
        "ftp://example.com/, INVALID_ARGUMENT",
        "file:///etc/passwd, INVALID_ARGUMENT",
        "https://user:pw@example.com/, INVALID_ARGUMENT",
        "/relative, INVALID_ARGUMENT",
        "https://2130706433/, PERMISSION_DENIED",
        "https://example.com:70000/, INVALID_ARGUMENT"
    })
    void whatIsNoPlainHttpsAddressIsRefused(String address, Reason reason) {
        refused(guard, address, reason);
    }

    @Test
    void anUnknownNameIsUnavailable() {
        var nowhere = new AddressGuard(OutboundFixture.settings(), host -> {
            throw new UnknownHostException(host);
        });

        refused(nowhere, "https://nowhere.example/", Reason.UNAVAILABLE);
    }

    @Test
    void theOperatorOpensOneHostAndPortAndNoOther() {
        var opened = new AddressGuard(OutboundFixture.settings("127.0.0.1:8080"), InetAddress::getAllByName);

        assertThat(opened.admit(URI.create("http://127.0.0.1:8080/"))).hasSize(1);
        refused(opened, "https://127.0.0.1:8081/", Reason.PERMISSION_DENIED);
        refused(opened, "http://127.0.0.1:8081/", Reason.PERMISSION_DENIED);
        refused(opened, "https://localhost:8080/", Reason.PERMISSION_DENIED);
    }

    @Test
    void anOpenedHostWithoutAPortIsOpenAtAllOfItsPorts() {
        var opened = new AddressGuard(OutboundFixture.settings("Intranet.example"), _ -> addresses("10.0.0.7"));

        assertThat(opened.admit(URI.create("https://intranet.example:8443/"))).hasSize(1);
        assertThat(opened.admit(URI.create("http://intranet.example/"))).hasSize(1);
        refused(opened, "https://other.example/", Reason.PERMISSION_DENIED);
    }

    private static AddressGuard guardOf(String... addresses) {
        return new AddressGuard(OutboundFixture.settings(), _ -> addresses(addresses));
    }

    private static AddressGuard resolving() {
        return new AddressGuard(OutboundFixture.settings(), InetAddress::getAllByName);
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        var addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    private static void refused(AddressGuard guard, String address, Reason reason) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> guard.admit(URI.create(address)))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
