// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

/// What a kind of entry has beside the members that all of them have ([ConfigEntry]). Names are
/// Consul's, as are its nils: a null list or map travels as `null` or is left out, an empty one is kept
/// apart from it. Collections are immutable; whoever makes a record hands over such.
public sealed interface EntryBody
    permits ApiGateway,
        BoundApiGateway,
        ExportedServices,
        FileSystemCertificate,
        HttpRoute,
        IngressGateway,
        InlineCertificate,
        JwtProvider,
        Mesh,
        ProxyDefaults,
        SamenessGroup,
        ServiceDefaults,
        ServiceIntentions,
        ServiceResolver,
        ServiceRouter,
        ServiceSplitter,
        TcpRoute,
        TerminatingGateway {}
