package dev.signalbox.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class VaultApiTest extends ApiTest {

    private static final Secret VALUE = Secret.of("correct horse battery staple");
    private static final Secret OTHER = Secret.of("something else");

    @Autowired
    private Vault vault;

    @Autowired
    private VaultUpkeep upkeep;

    @Autowired
    private KeysetRepository keysets;

    @Autowired
    private MasterKeys masters;

    @Autowired
    private ValueRepository values;

    @Autowired
    private TenantTransaction transaction;

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void whatIsPutIsFoundAndLiesSealed() throws SQLException {
        put(place("a"), VALUE);

        assertThat(found(place("a"))).isEqualTo(VALUE);
        assertThat(column("sealed || kind || name", "a")).doesNotContain("horse");
    }

    @Test
    void keysOfATransactionThatWasRolledBackSealNothing() {
        var lost = vault.put(place("a"), OTHER).then(Mono.error(new IllegalStateException("rolled back")));
        assertThatThrownBy(() -> transaction.in(acme.id(), lost).block()).hasMessage("rolled back");

        put(place("a"), VALUE);

        var afterAStart = new Vault(new KeyRing(keysets, masters), values, transaction);
        assertThat(afterAStart.find(place("a")).block()).isEqualTo(VALUE);
    }

    @Test
    void aTakenPlaceIsNotWrittenOver() {
        put(place("a"), VALUE);

        assertThatThrownBy(() -> put(place("a"), OTHER)).isInstanceOf(DuplicateKeyException.class);
        assertThat(found(place("a"))).isEqualTo(VALUE);
    }

    @Test
    void olderVersionsGoAndTheNewOneStays() {
        put(place("a"), VALUE);
        var second = new VaultPlace(acme.id(), acme.project(), "test", "a", 2);
        put(second, OTHER);

        vault.removeOlder(second).block();

        assertThat(found(place("a"))).isNull();
        assertThat(found(second)).isEqualTo(OTHER);
    }

    @Test
    void swappedRowsDoNotOpen() throws SQLException {
        put(place("a"), VALUE);
        put(place("b"), OTHER);

        execute("""
                update vault_value v set sealed = o.sealed, key_id = o.key_id from vault_value o
                where v.tenant_id = '%s' and o.tenant_id = v.tenant_id and v.name in ('a', 'b') and o.name in ('a', 'b')
                  and o.name <> v.name
                """.formatted(acme.id()));

        assertThatThrownBy(() -> found(place("a"))).isInstanceOf(UnopenableValueException.class);
        assertThatThrownBy(() -> found(place("b"))).isInstanceOf(UnopenableValueException.class);
    }

    @Test
    void aRowThatIsGivenAnotherVersionOrProjectDoesNotOpen() throws SQLException {
        put(place("a"), VALUE);
        put(place("b"), VALUE);

        execute("update vault_value set version = 2 where tenant_id = '%s' and name = 'a'".formatted(acme.id()));
        execute("update vault_value set project_id = null where tenant_id = '%s' and name = 'b'".formatted(acme.id()));

        assertThatThrownBy(() -> found(new VaultPlace(acme.id(), acme.project(), "test", "a", 2)))
                .isInstanceOf(UnopenableValueException.class);
        assertThatThrownBy(() -> found(new VaultPlace(acme.id(), null, "test", "b", 1)))
                .isInstanceOf(UnopenableValueException.class);
    }

    @Test
    void anotherTenantFindsNothingAndItsCopiesDoNotOpen() throws SQLException {
        put(place("a"), VALUE);
        var thief = tenants.aTenant();
        var theirs = new VaultPlace(thief.id(), null, "test", "a", 1);
        put(new VaultPlace(thief.id(), null, "test", "own", 1), OTHER);

        assertThat(found(theirs)).isNull();

        execute("""
                insert into vault_value (tenant_id, kind, name, version, key_id, sealed)
                select '%s', kind, name, version, key_id, sealed from vault_value where tenant_id = '%s'
                """.formatted(thief.id(), acme.id()));
        assertThatThrownBy(() -> found(theirs)).isInstanceOf(UnopenableValueException.class);
        execute(
                "update vault_keyset set wrapped = (select wrapped from vault_keyset where tenant_id = '%s'), version = version + 1 where tenant_id = '%s'"
                        .formatted(acme.id(), thief.id()));
        assertThatThrownBy(() -> found(theirs)).hasMessageContaining("cannot be unwrapped");
    }

    @Test
    void aTakenValueIsGone() {
        put(place("a"), VALUE);

        var taken = Flux.merge(vault.take(place("a")), vault.take(place("a")), vault.take(place("a")))
                .collectList()
                .block();

        assertThat(taken).containsExactly(VALUE);
        assertThat(found(place("a"))).isNull();
    }

    @Test
    void aValueIsGoneAfterItsLifetime() throws SQLException {
        vault.put(place("a"), VALUE, Duration.ofMinutes(1)).block();
        assertThat(found(place("a"))).isEqualTo(VALUE);

        execute("update vault_value set expires_at = now() - interval '1 second' where tenant_id = '%s'"
                .formatted(acme.id()));

        assertThat(found(place("a"))).isNull();
        assertThat(vault.take(place("a")).block()).isNull();
        upkeep.round().block();
        assertThat(count()).isZero();
    }

    @Test
    void aRotationSealsEverythingAnewAndDropsTheOldKey() throws SQLException {
        put(place("a"), VALUE);
        var before = column("key_id", "a");

        rotate(acme.token())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.keys")
                .isEqualTo(2);
        assertThat(found(place("a"))).isEqualTo(VALUE);
        put(place("b"), OTHER);
        assertThat(column("key_id", "b")).isNotEqualTo(before);
        upkeep.round().block();

        assertThat(column("key_id", "a")).isNotEqualTo(before).isEqualTo(column("key_id", "b"));
        assertThat(keys()).isEqualTo(1);
        assertThat(found(place("a"))).isEqualTo(VALUE);
    }

    @Test
    void nothingIsLostWhileKeysRotateUnderWriters() {
        var names = IntStream.range(0, 60).mapToObj(i -> "n" + i).toList();
        var writing = Flux.fromIterable(names).flatMap(name -> vault.put(place(name), VALUE), 8);
        var rotating = Mono.defer(() -> Mono.fromRunnable(
                                () -> rotate(acme.token()).expectStatus().isOk())
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
                        .then(upkeep.round()))
                .repeat(3);

        Flux.merge(writing, rotating).blockLast();
        upkeep.round().block();

        assertThat(names).allSatisfy(name -> assertThat(found(place(name))).isEqualTo(VALUE));
    }

    @Test
    void aValueThatCannotBeOpenedKeepsItsKeyAndHoldsUpNobody() throws SQLException {
        put(place("a"), VALUE);
        put(place("b"), VALUE);
        execute("update vault_value set sealed = 'AAAA' where tenant_id = '%s' and name = 'a'".formatted(acme.id()));
        var before = column("key_id", "b");

        rotate(acme.token()).expectStatus().isOk();
        upkeep.round().block();

        assertThat(column("key_id", "b")).isNotEqualTo(before);
        assertThat(keys()).isEqualTo(2);
    }

    @Test
    void aNewMasterKeyWrapsWhatTheOldOneHad() throws SQLException, IOException {
        put(place("a"), VALUE);
        var before = masterKey();

        Files.writeString(masterKeyFile(), TestMasterKey.key() + Files.readString(masterKeyFile()));
        upkeep.round().block();

        assertThat(masterKey()).isNotEqualTo(before);
        assertThat(found(place("a"))).isEqualTo(VALUE);
    }

    @Test
    void onlyAnAdminOfTheTenantRotatesItsKeys() {
        rotate(acme.memberToken(Scope.VAULT_WRITE)).expectStatus().isForbidden();
        rotate(acme.token(Scope.VAULT_READ)).expectStatus().isForbidden();
    }

    private VaultPlace place(String name) {
        return new VaultPlace(acme.id(), acme.project(), "test", name, 1);
    }

    private void put(VaultPlace place, Secret value) {
        vault.put(place, value).block();
    }

    private @Nullable Secret found(VaultPlace place) {
        return vault.find(place).block();
    }

    private ResponseSpec rotate(String token) {
        return as(token).post().uri("/v1/vault/keys/rotate").exchange();
    }

    private String column(String column, String name) throws SQLException {
        return one(
                "select %s from vault_value where tenant_id = '%s' and name = '%s'".formatted(column, acme.id(), name));
    }

    private int keys() throws SQLException {
        return Integer.parseInt(one("select keys from vault_keyset where tenant_id = '%s'".formatted(acme.id())));
    }

    private String masterKey() throws SQLException {
        return one("select master_key from vault_keyset where tenant_id = '%s'".formatted(acme.id()));
    }

    private int count() throws SQLException {
        return Integer.parseInt(one("select count(*) from vault_value where tenant_id = '%s'".formatted(acme.id())));
    }

    private static String one(String sql) throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return Objects.requireNonNull(rows.getString(1));
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database().admin().open()) {
            connection.createStatement().execute(sql);
        }
    }
}
