package dev.signalbox.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.audit.Verification.Reason;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class AuditHeadsApiTest extends ApiTest {

    @Autowired
    private AuditSequencer sequencer;

    @Autowired
    private HeadSigner signer;

    private TestTenant acme;

    @BeforeEach
    void aTenantWithAChainOfThree() {
        acme = tenants.aTenant();
        createTokens(3);
        await().until(() -> {
            sequencer.chain(acme.id()).block();
            return items("/v1/audit").size() == 3;
        });
    }

    @Test
    void anExportIsCheckedByTheDocumentedRulesAlone() throws GeneralSecurityException {
        sign();
        createTokens(2);
        verified();
        sign();
        createTokens(1);
        verified();

        var export = export();

        assertThat(export.entries()).hasSize(6);
        assertThat(export.heads()).hasSize(2);
        assertThat(export.complaints()).isEmpty();
    }

    @Test
    void anExportWhoseEndWasCutIsNoticedByAHeadThatWasKept() throws SQLException, GeneralSecurityException {
        sign();
        var kept = export();
        change("delete from audit_event where tenant_id = ? and position = 3");
        change("delete from audit_head where tenant_id = ?");
        change("update audit_chain set position = 2, hash = (select hash from audit_event e"
                + " where e.tenant_id = audit_chain.tenant_id and e.position = 2) where tenant_id = ?");

        var after = new ExportedChain(export().entries(), kept.heads(), kept.keys());

        assertThat(verified().path("intact").asBoolean()).isTrue();
        assertThat(after.complaints()).containsExactly("The chain was cut before 3");
    }

    @Test
    void aHeadSaysUpToWhereItConfirms() {
        sign();
        createTokens(1);

        var answer = verified();

        assertThat(answer.path("entries").asLong()).isEqualTo(4);
        assertThat(answer.path("signed_entries").asLong()).isEqualTo(3);
    }

    @Test
    void aChainThatDidNotMoveIsNotSignedAgain() {
        signer.signAll().block();
        signer.signAll().block();

        assertThat(items("/v1/audit/heads")).hasSize(1);
    }

    @Test
    void whatIsCutOffAfterTheLastHeadIsNoticed() throws SQLException {
        sign();
        createTokens(2);
        verified();
        change("delete from audit_event where tenant_id = ? and position > 4");

        assertBroken(5, Reason.CUT);
    }

    @Test
    void whatIsCutOffBeforeTheLastHeadIsNoticed() throws SQLException {
        sign();
        change("delete from audit_event where tenant_id = ? and position > 1");
        change("update audit_chain set position = 1, hash = (select hash from audit_event e"
                + " where e.tenant_id = audit_chain.tenant_id and e.position = 1) where tenant_id = ?");

        assertBroken(2, Reason.CUT);
    }

    @Test
    void whatGrowsAfterACutDoesNotHideIt() throws SQLException {
        change("delete from audit_event where tenant_id = ? and position = 3");
        createTokens(1);

        assertBroken(3, Reason.CHANGED);
    }

    @Test
    void aChainThatWasWrittenAnewIsNoticed() throws SQLException {
        sign();
        change("delete from audit_chain where tenant_id = ?");
        change("update audit_event set position = null, hash = null, action = 'nothing.happened' where tenant_id = ?");

        assertBroken(3, Reason.REWRITTEN);
    }

    @Test
    void aHeadOfAnotherHandIsNoticed() throws SQLException {
        sign();
        change("update audit_head set signature = 'AAAA' where tenant_id = ?");

        assertBroken(3, Reason.FORGED);
    }

    @Test
    void aChainThatWasCutIsNotSigned() throws SQLException {
        change("delete from audit_event where tenant_id = ? and position = 3");

        assertThatThrownBy(() -> signer.sign(acme.id()).block()).hasMessageContaining("does not end at 3");
        assertThat(items("/v1/audit/heads")).isEmpty();
    }

    @Test
    void anotherTenantSeesOnlyItsOwnHeads() {
        sign();

        assertThat(body(as(tenants.aTenant().token())
                                .get()
                                .uri("/v1/audit/heads")
                                .exchange())
                        .path("items"))
                .isEmpty();
    }

    @Test
    void headsAndKeysNeedTheScopeOfTheAudit() {
        for (String path : List.of("/v1/audit/heads", "/v1/audit/keys")) {
            as(acme.token(Scope.WORKFLOW_READ))
                    .get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Test
    void nobodyButAServiceReadsThePlatformsChain() {
        for (String path : List.of("/v1/internal/audit", "/v1/internal/audit/heads", "/v1/internal/audit/verify")) {
            as(acme.token()).get().uri(path).exchange().expectStatus().isUnauthorized();
        }
    }

    private void assertBroken(int position, Reason reason) {
        var answer = verified();
        assertThat(answer.path("intact").asBoolean()).isFalse();
        assertThat(answer.path("broken_at").asInt()).isEqualTo(position);
        assertThat(answer.path("reason").asString()).isEqualTo(reason.name());
    }

    /** Whoever else has the chain in hand at this moment, in the background, is let through first. */
    private void sign() {
        await().until(() -> {
            if (!isSigned()) {
                signer.sign(acme.id()).block();
            }
            return isSigned();
        });
    }

    private boolean isSigned() {
        int end = items("/v1/audit?limit=200").size();
        return items("/v1/audit/heads").stream()
                .anyMatch(head -> head.path("position").asInt() == end);
    }

    private JsonNode verified() {
        return body(as(acme.token())
                .get()
                .uri("/v1/audit/verify")
                .exchange()
                .expectStatus()
                .isOk());
    }

    private ExportedChain export() {
        return new ExportedChain(
                items("/v1/audit?limit=200").reversed(), items("/v1/audit/heads"), items("/v1/audit/keys"));
    }

    private List<JsonNode> items(String path) {
        return body(as(acme.token()).get().uri(path).exchange())
                .path("items")
                .valueStream()
                .toList();
    }

    private void createTokens(int count) {
        IntStream.range(0, count).forEach(_ -> as(acme.token())
                .post()
                .uri("/v1/pats")
                .bodyValue(Map.of("display_name", "x", "scopes", Set.of("workflow:read", "task:read")))
                .exchange()
                .expectStatus()
                .isCreated());
    }

    private void change(String sql) throws SQLException {
        try (var connection = database().admin().open();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, acme.id().value());
            statement.executeUpdate();
        }
    }
}
