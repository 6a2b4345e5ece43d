using AutoMapper;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Results;

namespace OneWindow.Api.Features.Cases;

internal sealed class CasePartProfile : Profile
{
    public CasePartProfile()
    {
        CreateMap<FollowUp, FollowUpView>();
        CreateMap<Grant, GrantView>();
    }
}
